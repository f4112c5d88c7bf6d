"""Some forty small inputs on which typed codecs fail: odd tails, NaN payloads, wrap-around, lying headers."""

import hashlib
import random
import struct
from collections.abc import Iterator

import numpy

KINDS = {b"u1  ": 1, b"i2  ": 2, b"i4  ": 4, b"u4  ": 4, b"f4  ": 4, b"f8  ": 8, b"bf16": 2}


def generate(seed: bytes, size: int, pool: bytes = b"") -> bytes:
    """A bundle: each case is 4 bytes of length, big-endian, then its bytes. Size and pool play no part."""
    draw = random.Random(int.from_bytes(hashlib.sha256(seed).digest(), "big"))
    return b"".join(len(case).to_bytes(4, "big") + case for case in cases(draw))


def header(kind: bytes, channels: int = 1, row: int = 0, rate: int = 0) -> bytes:
    return kind + struct.pack("<III", channels, row, rate)


def cases(draw: random.Random) -> Iterator[bytes]:
    yield b""
    yield from (bytes(count) for count in (1, 2, 15))
    for kind, width in KINDS.items():
        yield header(kind)
        yield header(kind) + draw.randbytes(width * 300 + width // 2)
        yield header(kind, 2) + extremes(width)
    yield from floats()
    yield from lies(draw)


def extremes(width: int) -> bytes:
    """The least and the greatest number in turn, both signs, then a ramp that wraps around."""
    half, whole = 1 << 8 * width - 1, 1 << 8 * width
    numbers = [half, half - 1, 0, whole - 1] * 40 + [(half - 50 + step) % whole for step in range(101)]
    return b"".join(number.to_bytes(width, "little") for number in numbers)


def floats() -> Iterator[bytes]:
    """Doubles that equal others, or nothing, but have bits of their own."""
    payloads = [0x7FF8 << 48 | number * 0x1234567 for number in range(1, 60)]
    yield header(b"f8  ") + struct.pack("<59Q", *payloads)
    quiet = [0x7FF0 << 48 | 1, 0xFFF8 << 48, 0xFFF0 << 48, 0x7FF0 << 48, 1, (1 << 63) | 1]
    yield header(b"f8  ", 2) + struct.pack("<6Q", *quiet) * 9
    prices = numpy.divide(numpy.arange(-200, 200), 100).astype("<f8").view("<u8").tolist()
    prices[7::50] = [1 << 63] * len(prices[7::50])
    prices[9::70] = payloads[: len(prices[9::70])]
    yield header(b"f8  ") + struct.pack("<400Q", *prices) + b"tail"


def lies(draw: random.Random) -> Iterator[bytes]:
    """Headers that do not fit what follows them."""
    steps = b"".join(struct.pack("<h", (step * step >> 3) - 900) for step in range(200))
    yield header(b"i2  ", 0) + steps
    yield header(b"i2  ", 0xFFFF_FFFF, 0xFFFF_FFFF) + steps
    yield header(b"i2  ", 7) + steps + b"x"
    yield header(b"f8  ", 3) + steps + b"xyz"
    yield header(b"u1  ", 3, 1 << 31) + steps
    yield header(b"u1  ", 3, 1) + steps
    yield header(b"u1  ", 3, 50) + steps
    yield header(b"u1  ", 64, 2) + steps
    yield header(b"bf16", 1, 1_000_000) + steps
    yield b"what" + struct.pack("<III", 2, 0, 0) + steps
    yield b"\xff\xfe\0\x80" + draw.randbytes(12) + steps
    yield draw.randbytes(4_000)
    yield header(b"u1  ", 1) + b"only text, and no samples at all. " * 60
