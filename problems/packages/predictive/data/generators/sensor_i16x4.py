"""Four sensors read in turn: a slow daily wave, a smooth wander, noise, spikes, and readings that stick."""

import hashlib
import random
import struct

HEADER = b"i2  " + struct.pack("<III", 4, 0, 100)
# Per sensor: the two coefficients of its wander in 1/4096, its noise shift, and how high the day's wave is.
SENSORS = [(7600, -3560, 29, 300), (7300, -3310, 28, 100), (7800, -3740, 29, 500), (6900, -2920, 28, 150)]
DAY = 8_192
SIXTEEN = 1 << 16


def generate(seed: bytes, size: int, pool: bytes = b"") -> bytes:
    """`size` bytes: the header, then frames of four 16-bit readings; no pool is used."""
    draw = random.Random(int.from_bytes(hashlib.sha256(seed).digest(), "big"))
    frames = size // 8 + 1
    columns = [readings(draw, frames, *sensor) for sensor in SENSORS]
    body = b"".join(struct.pack("<4h", *frame) for frame in zip(*columns, strict=True))
    return (HEADER + body)[:size]


def readings(draw: random.Random, count: int, first: int, second: int, shift: int, height: int) -> list[int]:
    day, wander, before, stuck, value = wave(), 0, 0, 0, 0
    level, phase = draw.getrandbits(11) - 1024, draw.getrandbits(13)
    column = []
    for index in range(count):
        push = sum(draw.getrandbits(32) for _ in range(4)) - 2 * (1 << 32) >> shift
        wander, before = (first * wander + second * before >> 12) + push, wander
        chance = draw.getrandbits(24)
        if stuck:
            stuck -= 1
        else:
            value = level + (height * day[(index + phase) % DAY] >> 20) + wander
            if chance < 1 << 12:
                stuck = 128 + (chance & 511)
            elif chance < 1 << 13:
                value += (chance & 4095) - 2048
        column.append(max(-32768, min(32767, value)))
    return column


def wave() -> list[int]:
    """One turn of a sine in DAY steps, 2^20 high: a unit vector turned by a constant angle."""
    across, up, table = 1 << 60, 0, []
    for _ in range(DAY):
        table.append(up >> 40)
        across, up = turn(across, up)
    return table


def turn(across: int, up: int) -> tuple[int, int]:
    """By 2 pi / 8192; cosine and sine in 2^-60."""
    cosine, sine = 1_152_921_165_489_838_583, 884_279_632_303_724
    return across * cosine - up * sine >> 60, across * sine + up * cosine >> 60
