"""Stores the input. Right for every byte, and worth nothing: a ratio of 1 multiplies all the rest by 0."""


def compress(data: bytes) -> bytes:
    return data


def decompress(blob: bytes) -> bytes:
    return blob
