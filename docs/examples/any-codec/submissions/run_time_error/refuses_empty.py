"""Fails on an input without a first byte."""

import zlib


def compress(data: bytes) -> bytes:
    return data[0].to_bytes(1, "big") + zlib.compress(data, 6)


def decompress(blob: bytes) -> bytes:
    return zlib.decompress(blob[1:])
