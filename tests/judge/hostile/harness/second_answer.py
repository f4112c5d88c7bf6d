"""answer once more from a thread when the question was answered

Breach: what is left in the pipe is taken for the answer to the next question.
"""

import os
import sys
import threading

VERDICT = "RTE"
CALLS = 5


def attack(bait: bytes) -> bytes:
    harness = sys.modules["__main__"]
    forged = b"O" + harness.tokens[0] + (6).to_bytes(8, "big") + b"forged"
    for _ in range(2):
        threading.Timer(0.0, os.write, (harness.RESULTS, forged)).start()
    return b""
