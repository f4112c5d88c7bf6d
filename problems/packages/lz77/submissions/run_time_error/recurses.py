"""Recurses once for each byte, deeper than Python allows."""


def compress(data: bytes) -> bytes:
    return data[:1] + compress(data[1:]) if data else data


def decompress(blob: bytes) -> bytes:
    return blob
