"""sleep for ever

Breach: a judge that waits.
"""

import time

VERDICT = "TLE"


def attack(bait: bytes) -> bytes:
    time.sleep(3600)
    return b"slept"
