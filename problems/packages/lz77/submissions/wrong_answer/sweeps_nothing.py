"""Stores, and answers every window and depth alike: as if nothing were found."""


def compress(data: bytes) -> bytes:
    return data


decompress = compress


def sweep(data: bytes, windows: list[int], depths: list[int]) -> list[list[int]]:
    return [[9 * len(data) for _ in depths] for _ in windows]
