"""Posting lists: in which documents a word stands. Each list rises by gaps as chance makes them; how rare a
word is comes from a fixed list, so that seeds agree in difficulty."""

import hashlib
import random
import struct

HEADER = b"u4  " + struct.pack("<III", 1, 0, 0)
MEAN_GAPS = [3, 700, 25, 6, 5_000, 90, 12, 40_000, 2, 250, 50, 1_500, 8, 120, 12_000, 18]
LIST_LENGTH = 4_096


def generate(seed: bytes, size: int, pool: bytes = b"") -> bytes:
    """`size` bytes: the header, then 32-bit numbers; no pool is used."""
    draw = random.Random(int.from_bytes(hashlib.sha256(seed).digest(), "big"))
    table = logarithms()
    numbers: list[int] = []
    while 16 + 4 * len(numbers) < size:
        mean = MEAN_GAPS[len(numbers) // LIST_LENGTH % len(MEAN_GAPS)]
        numbers += postings(draw, table, mean)
    return (HEADER + struct.pack(f"<{len(numbers)}I", *numbers))[:size]


def postings(draw: random.Random, table: list[int], mean: int) -> list[int]:
    """LIST_LENGTH rising numbers; gaps are geometric: 1 and the whole part of an exponential number."""
    document, found = draw.getrandbits(10), []
    scale = mean * 45_426  # ln 2 in 2^-16
    for _ in range(LIST_LENGTH):
        document = (document + 1 + (scale * bits_of_surprise(draw.getrandbits(32), table) >> 32)) % (1 << 32)
        found.append(document)
    return found


def bits_of_surprise(word: int, table: list[int]) -> int:
    """-log2((word + 1) / 2^32) in 2^-16."""
    word += 1
    size = word.bit_length()
    top = (word << 12 >> size - 1) - 4_096 if size <= 33 else 0
    return (33 - size << 16) - table[top & 4_095]


def logarithms() -> list[int]:
    """log2(1 + i / 4096) in 2^-16, bit by bit: squaring a number doubles its logarithm."""
    table = []
    for index in range(4_096):
        value, logarithm = (4_096 + index) << 18, 0
        for _ in range(16):
            value = value * value >> 30
            logarithm <<= 1
            if value >> 31:
                value >>= 1
                logarithm |= 1
        table.append(logarithm)
    return table
