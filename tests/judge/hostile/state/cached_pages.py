"""read large files, which then are in memory for everyone

Breach: another sandbox learns which by the time that reading takes.
"""

import os
import time

VERDICT = "AC"


def places() -> list[str]:
    folder = "/python/lib/" + os.listdir("/python/lib")[0] + "/"
    return [folder + name for name in sorted(os.listdir(folder)) if name.endswith(".py")][:64]


def leave(secret: bytes) -> bytes:
    bits = int.from_bytes(secret, "big")
    for index, place in enumerate(places()):
        with open(place, "rb") as file:
            if bits >> index & 1:
                file.read()
    return b""


def find(blob: bytes) -> bytes:
    times = []
    for place in places():
        start = time.perf_counter_ns()
        with open(place, "rb") as file:
            file.read()
        times.append(time.perf_counter_ns() - start)
    middle = sorted(times)[32]
    return sum((each < middle) << index for index, each in enumerate(times)).to_bytes(8, "big")
