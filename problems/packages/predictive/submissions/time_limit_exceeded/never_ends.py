"""Looks for a better predictor for ever."""


def compress(data: bytes) -> bytes:
    while data:
        data = data[1:] + data[:1]
    return data


def decompress(blob: bytes) -> bytes:
    return blob
