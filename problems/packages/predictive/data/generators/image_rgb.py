"""A picture: clouds of every size, whose contrast grows with their size, in three channels that go together."""

import hashlib
import random
import struct

import numpy

WIDTH = 256
HEADER = b"u1  " + struct.pack("<III", 3, WIDTH, 0)


def generate(seed: bytes, size: int, pool: bytes = b"") -> bytes:
    """`size` bytes: the header, then rows of WIDTH pixels of red, green and blue; no pool is used."""
    draw = random.Random(int.from_bytes(hashlib.sha256(seed).digest(), "big"))
    rows = size // (3 * WIDTH) + 1
    light = clouds(draw, rows, 22_000, 8)
    channels = []
    for _ in range(3):
        tint = clouds(draw, rows, 5_000, 5)
        grain = numpy.frombuffer(draw.randbytes(4 * rows * WIDTH), dtype="<u1").astype(numpy.int64)
        noise = grain.reshape(rows, WIDTH, 4).sum(axis=2) - 510
        channels.append((light + tint + noise * 5 >> 8) + 128)
    picture = numpy.stack(channels, axis=2).clip(0, 255).astype(numpy.uint8)
    return (HEADER + picture.tobytes())[:size]


def clouds(draw: random.Random, rows: int, contrast: int, octaves: int) -> numpy.ndarray:
    """Sums of smoothed random lattices: each octave has half the spacing and 5/8 of the contrast."""
    field = numpy.zeros((rows, WIDTH), dtype=numpy.int64)
    spacing = 128
    for _ in range(octaves):
        field += lattice(draw, rows, spacing) * contrast >> 7
        contrast, spacing = contrast * 5 >> 3, max(1, spacing >> 1)
    return field


def lattice(draw: random.Random, rows: int, spacing: int) -> numpy.ndarray:
    """Random values from -128 to 127 at every `spacing`-th pixel, straight lines between them."""
    high, wide = rows // spacing + 2, WIDTH // spacing + 2
    values = numpy.frombuffer(draw.randbytes(high * wide), dtype="i1").astype(numpy.int64).reshape(high, wide)
    down, over = numpy.arange(rows), numpy.arange(WIDTH)
    y, x = down // spacing, over // spacing
    dy, dx = (down % spacing)[:, None], (over % spacing)[None, :]
    upper = values[y][:, x] * (spacing - dx) + values[y][:, x + 1] * dx
    lower = values[y + 1][:, x] * (spacing - dx) + values[y + 1][:, x + 1] * dx
    return (upper * (spacing - dy) + lower * dy) // (spacing * spacing)
