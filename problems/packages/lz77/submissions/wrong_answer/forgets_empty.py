"""Strips the padding it added, and with it what an empty input is: it comes back as one zero."""


def compress(data: bytes) -> bytes:
    return data or b"\0"


def decompress(blob: bytes) -> bytes:
    return blob
