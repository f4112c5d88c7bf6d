"""overflow the stack of the interpreter

Breach: anything but an ordinary failure.
"""

import sys
from typing import Any

VERDICT = "RTE MLE"


def attack(bait: bytes) -> bytes:
    sys.setrecursionlimit(10**9)
    first: Any = []
    second: Any = []
    for _ in range(500_000):
        first, second = [first], [second]
    return b"%d" % (first == second)
