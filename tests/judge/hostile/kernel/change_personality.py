"""have addresses not drawn, or all readable memory executable

Breach: a personality other than the one there is. Runs with ctypes.
"""

import ctypes

RUNTIME = "peers"
CONTROL = True
PERSONALITY = 135


def attack(bait: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    got = [b"%x" % kind for kind in (0x40000, 0x400000, 0x8) if calls.syscall(PERSONALITY, kind) >= 0]
    return b" ".join(got)
