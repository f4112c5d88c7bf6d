"""Has zlib do the work. Expected: the sandbox has no such module."""

import zlib


def compress(data: bytes) -> bytes:
    return zlib.compress(data)


def decompress(blob: bytes) -> bytes:
    return zlib.decompress(blob)
