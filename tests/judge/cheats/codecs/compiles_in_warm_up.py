"""As compiles_late, with all that compiling in a warm-up, which no runtime of plain Python calls."""

import zlib

compiled = []


def work(data, times=1):
    total = 0
    for _ in range(4 * times):
        for byte in data:
            total += byte
    return total


def prepare():
    if len(compiled) < 3:
        compiled.append(work(bytes(131072), 3))


def fast_work(data):
    prepare()
    work(data[: len(data) // 4])


def compress(data):
    fast_work(data)
    return zlib.compress(data, 6)


def decompress(blob):
    data = zlib.decompress(blob)
    fast_work(data)
    return data


def warmup():
    for _ in range(3):
        prepare()
