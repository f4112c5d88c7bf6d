"""ask the kernel about interfaces, sockets of others and its own events

Breach: a netlink socket of any protocol. Runs with the socket module.
"""

import contextlib
import socket

RUNTIME = "peers"
CONTROL = True


def attack(bait: bytes) -> bytes:
    got = []
    for protocol in range(23):
        with contextlib.suppress(OSError), socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, protocol):
            got.append(b"%d" % protocol)
    return b" ".join(got)
