"""leave counts in semaphores of System V

Breach: they are read in another sandbox. Runs with ctypes.
"""

import ctypes

VERDICT = "AC SV RTE"
RUNTIME = "peers"
CONTROL = True
KEY, CREATE, SET, GET = 0x4C4F5355, 0o1666, 16, 12


def leave(secret: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    group = calls.semget(KEY, 8, CREATE)
    for index, value in enumerate(secret):
        calls.semctl(group, index, SET, value)
    return b""


def find(blob: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    group = calls.semget(KEY, 8, 0o666)
    return bytes(calls.semctl(group, index, GET) & 255 for index in range(8)) if group >= 0 else b""
