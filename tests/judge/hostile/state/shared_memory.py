"""leave a segment of System V's shared memory

Breach: its contents, found in another sandbox, or the segment itself. Runs with ctypes.
"""

import ctypes

VERDICT = "AC SV RTE"
RUNTIME = "peers"
CONTROL = True
KEY, CREATE = 0x4C4F5353, 0o1666
SHMGET, SHMAT = 29, 30


def leave(secret: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    segment = calls.shmget(KEY, 4096, CREATE)
    calls.shmat.restype = ctypes.c_void_p
    place = calls.shmat(segment, None, 0)
    if segment >= 0 and place:
        ctypes.memmove(place, secret, 8)
    return b""


def find(blob: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    calls.shmat.restype = ctypes.c_void_p
    segment = calls.shmget(KEY, 4096, 0o666)
    if segment < 0:
        return b""
    return ctypes.string_at(calls.shmat(segment, None, 0), 8)
