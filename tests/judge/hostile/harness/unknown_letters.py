"""answer by letters that mean nothing, or something else: ready, a question, a verdict

Breach: one of them is taken for an answer.
"""

import os
import sys

VERDICT = "RTE"

LETTERS = b"Q"


def attack(bait: bytes) -> bytes:
    harness = sys.modules["__main__"]
    os.write(harness.RESULTS, LETTERS + harness.tokens[0] + (16).to_bytes(8, "big") + bytes(16))
    return b"R"
