"""Loses white space at the end of the data."""

import zlib


def compress(data: bytes) -> bytes:
    return zlib.compress(data.rstrip(b" \n\0"), 6)


def decompress(blob: bytes) -> bytes:
    return zlib.decompress(blob)
