"""Reads the header, and writes what it understood: a type it does not know comes back as bytes."""

KNOWN = (b"u1  ", b"i2  ", b"i4  ", b"u4  ", b"f4  ", b"f8  ", b"bf16")


def compress(data: bytes) -> bytes:
    return data


def decompress(blob: bytes) -> bytes:
    return blob if blob[:4] in KNOWN or len(blob) < 16 else KNOWN[0] + blob[4:]
