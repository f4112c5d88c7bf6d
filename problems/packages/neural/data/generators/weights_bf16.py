"""Weights of a layer as bfloat16, little-endian: bell-shaped, each row and column with a scale of its own.

In trained layers the exponents take about 2.6 of their 8 bits and the 7 bits of the mantissa are nearly
random (T. Zhang et al., "70 % size, 100 % accuracy", 2025); here they do, too.
"""

import hashlib
import random

COLUMNS = 512


def generate(seed: bytes, size: int, pool: bytes = b"") -> bytes:
    """Return `size` bytes of weights; the pool is not used."""
    draw = random.Random(int.from_bytes(hashlib.sha256(seed).digest(), "big"))
    columns = [scale(draw) for _ in range(COLUMNS)]
    out = bytearray()
    while len(out) < size:
        row = scale(draw)
        for column in columns:
            out += bf16(bell(draw) * row * column)
    return bytes(out[:size])


def scale(draw: random.Random) -> int:
    """From 64 to 255, larger ones rarer."""
    return 64 + (draw.getrandbits(8) * draw.getrandbits(8) * 192 >> 16)


def bell(draw: random.Random) -> int:
    """A sum of twelve uniform numbers: bell-shaped about 0, deviation 65,536."""
    bits = draw.getrandbits(192)
    return sum(bits >> shift & 0xFFFF for shift in range(0, 192, 16)) - 6 * 0xFFFF


def bf16(value: int) -> bytes:
    """The number value / 2 ** 36, cut to eight bits of precision."""
    size = abs(value).bit_length()
    if size == 0:
        return bytes(2)
    mantissa = (abs(value) << 8 >> size) & 0x7F
    return ((value < 0) << 15 | (127 + size - 37) << 7 | mantissa).to_bytes(2, "little")
