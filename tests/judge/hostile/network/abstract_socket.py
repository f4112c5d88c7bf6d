"""reach a server of the host by a name that is in no folder

Breach: a connection. Runs with the socket module.
"""

import contextlib
import socket

RUNTIME = "peers"
CONTROL = True


def attack(bait: bytes) -> bytes:
    name = bait.split(b"\n")[5]
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as stream:
        stream.connect(b"\0" + name)
        return b"connected"
    return b""
