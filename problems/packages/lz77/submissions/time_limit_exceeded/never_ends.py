"""Waits for a condition that long inputs never meet."""


def compress(data: bytes) -> bytes:
    position = 0
    while position != len(data):
        position += 1 if len(data) < 1_000 else 0
    return data


def decompress(blob: bytes) -> bytes:
    return blob
