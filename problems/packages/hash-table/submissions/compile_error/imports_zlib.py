"""The obvious short cut, closed: the sandbox has no zlib."""

import zlib


def compress(data: bytes) -> bytes:
    return zlib.compress(data, 9)


def decompress(blob: bytes) -> bytes:
    return zlib.decompress(blob)
