"""answer the loading properly, and the next question with the same four bytes, before it comes

Breach: the second answer is taken.
"""

import os
import sys

VERDICT = "RTE CE"

harness = sys.modules["__main__"]
for text in (b"", b"forged"):
    os.write(harness.RESULTS, b"O" + harness.tokens[0] + len(text).to_bytes(8, "big") + text)  # type: ignore[attr-defined]


def attack(bait: bytes) -> bytes:
    return b""
