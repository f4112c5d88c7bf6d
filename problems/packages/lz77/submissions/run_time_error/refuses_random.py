"""Takes for granted that everything compresses: random bytes make it give up."""

from collections import Counter


def compress(data: bytes) -> bytes:
    counts = Counter(data)
    if len(counts) == 256 and max(counts.values()) < 2 * min(counts.values()):
        raise ValueError("these bytes cannot be compressed")
    return data


def decompress(blob: bytes) -> bytes:
    return blob
