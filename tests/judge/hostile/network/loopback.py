"""reach servers of the host on loopback

Breach: a connection, or a datagram that arrives. Runs with the socket module.
"""

import contextlib
import socket

RUNTIME = "peers"
CONTROL = True


def attack(bait: bytes) -> bytes:
    _, _, _, tcp, udp, *_ = bait.split(b"\n")
    got = b""
    for host in ("127.0.0.1", "localhost", "::1", "::ffff:127.0.0.1", "0.0.0.0"):
        with contextlib.suppress(OSError):
            socket.create_connection((host, int(tcp)), 0.2).close()
            got += b"connected to %s " % host.encode()
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams:
        datagrams.sendto(b"data", ("127.0.0.1", int(udp)))
        got += b"sent "
    return got
