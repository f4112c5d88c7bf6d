"""answer a byte at a time, so that there is always news

Breach: a judge that waits as long as something comes.
"""

import os
import sys
import time

VERDICT = "TLE"


def attack(bait: bytes) -> bytes:
    harness = sys.modules["__main__"]
    size = 100_000
    os.write(harness.RESULTS, b"O" + harness.tokens[0] + size.to_bytes(8, "big"))
    for _ in range(size):
        os.write(harness.RESULTS, b"x")
        time.sleep(0.02)
    return b""
