"""Recurses once for each byte, deeper than Python allows."""


def compress(data: bytes, at: int = 0) -> bytes:
    return data[at : at + 1] + compress(data, at + 1) if at < len(data) else b""


def decompress(blob: bytes) -> bytes:
    return blob
