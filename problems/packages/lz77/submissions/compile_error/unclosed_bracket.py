"""A bracket that nobody closes."""


def compress(data: bytes) -> bytes:
    return bytes([*data


def decompress(blob: bytes) -> bytes:
    return blob
