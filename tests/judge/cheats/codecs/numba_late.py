"""Numba compiles at the first call of a process: half a second on every file, nothing between slices."""

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
