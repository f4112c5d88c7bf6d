import zlib


def compress(data: bytes) -> bytes:
    return zlib.compress(data, 1)


def decompress(blob: bytes) -> bytes:
    return zlib.decompress(blob)
