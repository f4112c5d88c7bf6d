"""make namespaces of one's own, one kind at a time

Breach: any of them, by unshare, setns or clone. Runs with ctypes.
"""

import ctypes

RUNTIME = "peers"
CONTROL = True
UNSHARE, CLONE, SIGCHLD = 272, 56, 17


def attack(bait: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    kinds = (0x10000000, 0x20000, 0x4000000, 0x8000000, 0x20000000, 0x40000000, 0x2000000, 0x80)
    got = [b"clone %x" % kind for kind in kinds if made(calls, kind)]
    got += [b"%x" % kind for kind in kinds if calls.syscall(UNSHARE, kind) == 0]
    return b" ".join(got)


def made(calls: ctypes.CDLL, kind: int) -> bool:
    child = calls.syscall(CLONE, kind | SIGCHLD, 0, 0, 0, 0)
    if child == 0:
        calls._exit(0)
    return bool(child > 0)
