"""Weights of a network in bfloat16: rows of a matrix, heavier in the tails than a bell curve (Student's t with
five degrees of freedom), each column with a scale of its own."""

import hashlib
import random
import struct
from math import isqrt

import numpy

COLUMNS = 256
HEADER = b"bf16" + struct.pack("<III", 1, COLUMNS, 0)


def generate(seed: bytes, size: int, pool: bytes = b"") -> bytes:
    """`size` bytes: the header, then rows of COLUMNS numbers; no pool is used."""
    draw = random.Random(int.from_bytes(hashlib.sha256(seed).digest(), "big"))
    scales = [24 + draw.getrandbits(5) for _ in range(COLUMNS)]
    rows = size // (2 * COLUMNS) + 1
    above, below = bell(draw, rows * COLUMNS), numpy.zeros(rows * COLUMNS, dtype=numpy.int64)
    for _ in range(5):
        below += bell(draw, rows * COLUMNS) ** 2
    values = [
        (top * scales[index % COLUMNS] << 20) // isqrt(square + 1)
        for index, (top, square) in enumerate(zip(above.tolist(), below.tolist(), strict=True))
    ]
    return (HEADER + struct.pack(f"<{len(values)}H", *map(bfloat16, values)))[:size]


def bell(draw: random.Random, count: int) -> numpy.ndarray:
    """Numbers of 18 bits round 0, the sum of eight uniform ones."""
    words = numpy.frombuffer(draw.randbytes(16 * count), dtype="<u2").astype(numpy.int64)
    return words.reshape(count, 8).sum(axis=1) - (4 << 16) + 4


def bfloat16(value: int) -> int:
    """The bits of value / 2^30, cut to 8 of significance."""
    if not value:
        return 0
    sign, value = (1, -value) if value < 0 else (0, value)
    size = value.bit_length()
    return sign << 15 | (96 + size) << 7 | (value << 7 >> size - 1) & 127
