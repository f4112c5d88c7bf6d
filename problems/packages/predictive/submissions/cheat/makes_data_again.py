"""Knows how the doubles are made, and tries the seeds that it can think of: the blob would be two bytes.

Expected: accepted, and worth nothing. Hidden data come from a secret seed, so none of them fits.
"""

import hashlib
import random
import struct

HEADER = b"f8  " + struct.pack("<III", 8, 0, 1)
SEEDS = [b"", b"sample", b"board", b"final", b"tests", *(str(number).encode() for number in range(20))]


def compress(data: bytes) -> bytes:
    for number, seed in enumerate(SEEDS):
        if data[:24] == HEADER + first_price(seed):
            return bytes([1, number])
    return b"\0" + data


def decompress(blob: bytes) -> bytes:
    return blob[1:] if blob[:1] == b"\0" else HEADER + first_price(SEEDS[blob[1]])


def first_price(seed: bytes) -> bytes:
    draw = random.Random(int.from_bytes(hashlib.sha256(seed).digest(), "big"))
    cents = 20_000 + draw.getrandbits(18)
    step = sum(struct.unpack("<4I", draw.randbytes(16))) - (2 << 32) >> 25
    return struct.pack("<d", (cents + step) / 100)
