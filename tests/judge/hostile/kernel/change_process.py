"""make oneself traceable, privileged, immortal or another program in the kernel's eyes

Breach: a setting of prctl that is not refused. Runs with ctypes.
"""

import ctypes

RUNTIME = "peers"
CONTROL = True
# Dumpable, keep capabilities, child subreaper, name, timer slack, memory map, ptracer, tagged addresses.
OPTIONS: tuple[tuple[int, int], ...] = (
    (4, 1),
    (8, 1),
    (36, 1),
    (29, 1),
    (35, 1),
    (0x59616D61, -1),
    (47, 2),
    (41, 1),
)


def attack(bait: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    got = [b"%d" % option for option, *rest in OPTIONS if calls.prctl(option, *rest, 0, 0, 0) == 0]
    return b" ".join(got)
