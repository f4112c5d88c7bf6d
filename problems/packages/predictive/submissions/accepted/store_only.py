"""Keeps everything as it is: always right, and worth nothing."""


def compress(data: bytes) -> bytes:
    return data


def decompress(blob: bytes) -> bytes:
    return blob
