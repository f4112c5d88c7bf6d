"""The same garbage, collected before the answer."""

import gc
import zlib

gc.disable()


def make_garbage(data):
    for _ in range(len(data)):
        ring = []
        ring.append(ring)
    gc.collect()


def compress(data):
    make_garbage(data)
    return zlib.compress(data, 6)


def decompress(blob):
    data = zlib.decompress(blob)
    make_garbage(data)
    return data
