"""answer with a length that is negative where lengths have a sign

Breach: space that the judge makes for it, or a judge that waits.
"""

import os
import sys
import time

VERDICT = "OLE"


def attack(bait: bytes) -> bytes:
    harness = sys.modules["__main__"]
    os.write(harness.RESULTS, b"O" + harness.tokens[0] + ((1 << 64) - 1).to_bytes(8, "big"))
    time.sleep(3600)
    return b""
