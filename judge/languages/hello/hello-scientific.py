"""Run lengths: each byte that differs from the one before, and how often it comes again."""

import numpy as np
from numba import njit


@njit(cache=True)
def pack(data, out):
    size = 0
    at = 0
    while at < len(data):
        again = 0
        while again < 255 and at + again + 1 < len(data) and data[at + again + 1] == data[at]:
            again += 1
        out[size] = data[at]
        out[size + 1] = again
        size += 2
        at += again + 1
    return size


def warmup() -> None:
    compress(b"aab")


def compress(data: bytes) -> bytes:
    out = np.empty(2 * len(data), np.uint8)
    return out[: pack(np.frombuffer(data, np.uint8), out)].tobytes()


def decompress(blob: bytes) -> bytes:
    pairs = np.frombuffer(blob, np.uint8).reshape(-1, 2)
    return np.repeat(pairs[:, 0], pairs[:, 1].astype(np.int64) + 1).tobytes()
