"""What the others are compared with: the same work at every call, as much as there are bytes."""

import zlib


def work(data, times=1):
    total = 0
    for _ in range(4 * times):
        for byte in data:
            total += byte
    return total


def compress(data):
    work(data)
    return zlib.compress(data, 6)


def decompress(blob):
    data = zlib.decompress(blob)
    work(data)
    return data
