"""let the kernel compute: sockets of its ciphers and hashes

Breach: a socket of AF_ALG, bound or not. Runs with the socket module.
"""

import contextlib
import socket

RUNTIME = "peers"
CONTROL = True


def attack(bait: bytes) -> bytes:
    with contextlib.suppress(OSError), socket.socket(38, socket.SOCK_SEQPACKET) as cipher:
        with contextlib.suppress(OSError):
            cipher.bind(("hash", "sha256"))
        return b"a socket"
    return b""
