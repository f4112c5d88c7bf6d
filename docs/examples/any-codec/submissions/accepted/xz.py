"""LZMA: smaller and slower than the reference."""

import lzma


def compress(data: bytes) -> bytes:
    return lzma.compress(data, preset=6)


def decompress(blob: bytes) -> bytes:
    return lzma.decompress(blob)
