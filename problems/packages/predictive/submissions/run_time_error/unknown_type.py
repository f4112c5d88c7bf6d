"""Looks the type up, and has no answer for one that it does not know."""

WIDTHS = {b"u1  ": 1, b"i2  ": 2, b"i4  ": 4, b"u4  ": 4, b"f4  ": 4, b"f8  ": 8, b"bf16": 2}


def compress(data: bytes) -> bytes:
    if len(data) >= 16 and WIDTHS[data[:4]] > 8:
        return b""
    return data


def decompress(blob: bytes) -> bytes:
    return blob
