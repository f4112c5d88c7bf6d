"""answer the next question a hundred thousand times, each time with other four bytes

Breach: one of the answers is taken.
"""

import os
import sys
import threading

VERDICT = "RTE"
CALLS = 2


def attack(bait: bytes) -> bytes:
    results = sys.modules["__main__"].RESULTS
    threading.Thread(target=guess, args=(results,), daemon=True).start()
    return b""


def guess(results: int) -> None:
    for token in range(100_000):
        os.write(results, b"O" + token.to_bytes(4, "big") + (6).to_bytes(8, "big") + b"forged")
