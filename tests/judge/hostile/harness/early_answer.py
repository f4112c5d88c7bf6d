"""answer before the question, guessing what ends it

Breach: an answer that is taken.
"""

import os
import sys

VERDICT = "RTE CE"

TEXT = b"forged"

os.write(sys.modules["__main__"].RESULTS, b"O" + bytes(4) + len(TEXT).to_bytes(8, "big") + TEXT)  # type: ignore[attr-defined]


def attack(bait: bytes) -> bytes:
    return b""
