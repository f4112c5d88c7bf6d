"""Run lengths: each byte that differs from the one before, and how often it comes again."""

from itertools import groupby


def compress(data: bytes) -> bytes:
    out = bytearray()
    for byte, run in groupby(data):
        full, rest = divmod(len(list(run)), 256)
        out += bytes((byte, 255)) * full + (bytes((byte, rest - 1)) if rest else b"")
    return bytes(out)


def decompress(blob: bytes) -> bytes:
    return b"".join(blob[at : at + 1] * (blob[at + 1] + 1) for at in range(0, len(blob), 2))
