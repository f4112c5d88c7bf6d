"""Each call costs as much as five slices, whatever is in it."""

import zlib


def work(data, times=1):
    total = 0
    for _ in range(4 * times):
        for byte in data:
            total += byte
    return total


def compress(data):
    work(data)
    work(bytes(16384), 5)
    return zlib.compress(data, 6)


def decompress(blob):
    data = zlib.decompress(blob)
    work(data)
    work(bytes(16384), 5)
    return data
