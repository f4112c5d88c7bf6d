"""A suffix array made by sorting the suffixes themselves: 256 KiB of input need 34 GB."""


def compress(data: bytes) -> bytes:
    suffixes = sorted(data[start:] for start in range(len(data)))
    longest_first = len(suffixes[0]) if suffixes else 0
    return data if longest_first <= len(data) else b""


def decompress(blob: bytes) -> bytes:
    return blob
