"""Music of a kind: notes of eight harmonics that swell and fade, each at its place between two channels,
over a little coloured noise."""

import hashlib
import random
import struct

import numpy

RATE = 44_100
HEADER = b"i2  " + struct.pack("<III", 2, 0, RATE)
TURN = 4_096
# Steps of a turn per frame, in 2^-16: a scale of an octave and a half from 110 Hz.
PITCHES = [
    669_567,
    751_563,
    843_601,
    893_765,
    1_003_217,
    1_126_073,
    1_263_974,
    1_339_134,
    1_503_127,
    1_687_203,
    1_787_529,
    2_006_434,
]
LOUDNESS = [6_000, 2_400, 900, 400, 150, 60, 30, 10]


def generate(seed: bytes, size: int, pool: bytes = b"") -> bytes:
    """`size` bytes: the header, then frames of two 16-bit samples; no pool is used."""
    draw = random.Random(int.from_bytes(hashlib.sha256(seed).digest(), "big"))
    frames = size // 4 + 1
    left, right = (coloured_noise(draw, frames) for _ in range(2))
    sine = numpy.array(wave(), dtype=numpy.int64)
    start = 0
    while start < frames:
        for _ in range(3):
            play(draw, sine, left, right, start)
        start += 5_000 + draw.getrandbits(11)
    samples = numpy.stack([left, right], axis=1).clip(-32_768, 32_767).astype("<i2")
    return (HEADER + samples.tobytes())[:size]


def play(
    draw: random.Random, sine: numpy.ndarray, left: numpy.ndarray, right: numpy.ndarray, start: int
) -> None:
    """Adds one note of at most 16,384 frames."""
    length = min(8_192 + draw.getrandbits(13), len(left) - start)
    pitch, pan = PITCHES[draw.getrandbits(8) % len(PITCHES)], 16 + draw.getrandbits(5)
    time = numpy.arange(length, dtype=numpy.int64)
    note = numpy.zeros(length, dtype=numpy.int64)
    for harmonic, loudness in enumerate(LOUDNESS, 1):
        place = (time * pitch * harmonic >> 16) + draw.getrandbits(12)
        note += loudness * sine[place % TURN] >> 20
    envelope = numpy.minimum(time << 3, 16_384 - time)  # of 16,384: 2,048 frames up, the rest down
    note = note * envelope >> 16
    left[start : start + length] += note * pan >> 6
    right[start : start + length] += note * (64 - pan) >> 6


def coloured_noise(draw: random.Random, count: int) -> numpy.ndarray:
    words = numpy.frombuffer(draw.randbytes(16 * count), dtype="<u4").astype(numpy.int64)
    white = (words.reshape(count, 4).sum(axis=1) - (2 << 32) >> 30).tolist()
    last, coloured = 0, []
    for push in white:
        last = (last * 3 >> 2) + push
        coloured.append(last)
    return numpy.array(coloured, dtype=numpy.int64)


def wave() -> list[int]:
    """One turn of a sine in TURN steps, 2^20 high: a unit vector turned by a constant angle."""
    across, up, table = 1 << 60, 0, []
    for _ in range(TURN):
        table.append(up >> 40)
        across, up = turn(across, up)
    return table


def turn(across: int, up: int) -> tuple[int, int]:
    """By 2 pi / 4096; cosine and sine in 2^-60."""
    cosine, sine = 1_152_920_148_139_012_899, 1_768_558_744_408_523
    return across * cosine - up * sine >> 60, across * sine + up * cosine >> 60
