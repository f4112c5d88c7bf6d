"""zlib at level 6: deflate (RFC 1951) in the zlib format (RFC 1950)."""

import zlib


def compress(data: bytes) -> bytes:
    return zlib.compress(data, 6)


def decompress(blob: bytes) -> bytes:
    return zlib.decompress(blob)
