"""A bracket that nobody closes."""


def compress(data: bytes) -> bytes:
    return bytes((each - 1 & 255 for each in data)


def decompress(blob: bytes) -> bytes:
    return blob
