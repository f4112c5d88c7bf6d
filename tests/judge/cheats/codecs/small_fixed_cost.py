"""Each call costs a fiftieth of a slice, whatever is in it."""

import zlib


def work(data, times=1):
    total = 0
    for _ in range(4 * times):
        for byte in data:
            total += byte
    return total


def compress(data):
    work(data)
    work(bytes(328))
    return zlib.compress(data, 6)


def decompress(blob):
    data = zlib.decompress(blob)
    work(data)
    work(bytes(328))
    return data
