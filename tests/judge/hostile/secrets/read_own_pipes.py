"""read from the pipes that the judge reads, and write to the one that it writes

Breach: a byte that is not one's own.
"""

import os
import sys

VERDICT = "AC RTE TLE"


def attack(bait: bytes) -> bytes:
    harness = sys.modules["__main__"]
    for number in (1, 2, harness.RESULTS):
        try:
            return b"read %r" % os.read(number, 1)
        except OSError:
            continue
    try:
        os.write(harness.JOBS, b"x")
    except OSError:
        return b""
    return b"wrote to the judge's end"
