"""Gives out twice what it was given."""


def compress(data: bytes) -> bytes:
    return data + data


def decompress(blob: bytes) -> bytes:
    return blob[: len(blob) // 2]
