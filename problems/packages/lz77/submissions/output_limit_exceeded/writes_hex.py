"""Doubles every input: far beyond what a blob may be longer than its input."""


def compress(data: bytes) -> bytes:
    return data.hex().encode()


def decompress(blob: bytes) -> bytes:
    return bytes.fromhex(blob.decode())
