"""Inputs at the edges, in one bundle: each case is 4 bytes of length, big-endian, then its bytes."""

import random


def generate(seed: bytes, size: int) -> bytes:
    """Return eight cases, whatever `size` says."""
    draw = random.Random(seed)  # noqa: S311
    cases = [
        b"",
        draw.randbytes(1),
        bytes(2),
        bytes(range(256)),
        bytes(65_537),
        draw.randbytes(65),
        draw.randbytes(20_000),
        "重复".encode()[:-1],
    ]
    return b"".join(len(case).to_bytes(4, "big") + case for case in cases)
