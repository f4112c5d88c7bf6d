"""open a socket of any family

Breach: a socket, connected or not. Runs with the socket module, which submissions do not have.
"""

import socket

RUNTIME = "peers"


def attack(bait: bytes) -> bytes:
    families = (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX, socket.AF_NETLINK, socket.AF_PACKET, 40)
    return b" ".join(got for family in families if (got := opened(family)))


def opened(family: int) -> bytes:
    got = b""
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW):
        try:
            with socket.socket(family, kind):
                got += b"socket of family %d" % family
        except OSError:
            continue
    try:
        socket.socketpair()
    except OSError:
        return got
    return got + b"pair"
