"""As numba_late, and compiled in a warm-up, which is not timed and may be long."""

from numba import njit


@njit
def work(data):
    total = 0
    for _ in range(4):
        for byte in data:
            total += byte
    return total


def compress(data):
    work(data)
    return data.replace(b" took ", b"\1").replace(b" ms\n", b"\2")


def decompress(blob):
    return blob.replace(b"\2", b" ms\n").replace(b"\1", b" took ")


def warmup():
    work(b"\0")
