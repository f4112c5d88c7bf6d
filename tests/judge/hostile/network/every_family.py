"""ask for a socket of every family, type and of many protocols

Breach: any socket. Runs with ctypes.
"""

import ctypes
import os

RUNTIME = "peers"
CONTROL = True
SOCKET, SOCKETPAIR = 41, 53


def attack(bait: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    pair = ctypes.create_string_buffer(8)
    found = []
    for family in range(48):
        for kind in (1, 2, 3, 5, 10):
            descriptor = calls.syscall(SOCKET, family, kind, 0)
            if descriptor >= 0:
                os.close(descriptor)
                found.append(b"%d/%d" % (family, kind))
            if calls.syscall(SOCKETPAIR, family, kind, 0, pair) == 0:
                found.append(b"pair %d/%d" % (family, kind))
    return b" ".join(found)
