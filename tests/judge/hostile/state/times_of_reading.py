"""read files, so that their times of access change

Breach: they tell another sandbox.
"""

import os

VERDICT = "AC SV RTE"


def places() -> list[str]:
    folder = "/python/lib/" + os.listdir("/python/lib")[0] + "/encodings/"
    return [folder + name for name in sorted(os.listdir(folder)) if name.endswith(".py")][:64]


def leave(secret: bytes) -> bytes:
    bits = int.from_bytes(secret, "big")
    for index, place in enumerate(places()):
        if bits >> index & 1:
            with open(place, "rb") as file:
                file.read()
    return b""


def find(blob: bytes) -> bytes:
    times = [os.stat(place).st_atime_ns for place in places()]
    recent = max(times) - 60 * 10**9
    bits = sum((time > recent) << index for index, time in enumerate(times))
    return bits.to_bytes(8, "big") if 0 < bits < (1 << 64) - 1 else b""
