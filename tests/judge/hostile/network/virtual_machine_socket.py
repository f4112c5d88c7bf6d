"""speak to the hypervisor: vsock is in no network namespace

Breach: a socket. Runs with ctypes.
"""

import ctypes

RUNTIME = "peers"
SOCKET, VSOCK = 41, 40


def attack(bait: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    got = [b"%d" % kind for kind in (1, 2, 5) if calls.syscall(SOCKET, VSOCK, kind, 0) >= 0]
    return b" ".join(got)
