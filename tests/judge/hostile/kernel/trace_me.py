"""be traced, trace a child or seize a process

Breach: any request that is not refused. Runs with ctypes.
"""

import ctypes

RUNTIME = "peers"
CONTROL = True
PTRACE = 101


def attack(bait: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    got = [
        b"request %d" % request for request in (0, 16, 0x4206) if calls.syscall(PTRACE, request, 0, 0, 0) == 0
    ]
    return b" ".join(got)
