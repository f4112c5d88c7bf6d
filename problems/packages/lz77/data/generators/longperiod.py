"""A long period: 300,007 random bytes again and again, with 20 bytes changed in each turn.

A window of 32 or 64 KiB sees noise; one that reaches back further sees copies.
"""

import hashlib
import random

PERIOD = 300_007  # bytes, a prime
CHANGES = 20  # bytes in each turn


def generate(seed: bytes, size: int, pool: bytes = b"") -> bytes:
    """Return `size` bytes, whole turns and a part of one; the pool is not used."""
    draw = random.Random(int.from_bytes(hashlib.sha256(seed).digest(), "big"))
    turn = bytearray(draw.getrandbits(8 * PERIOD).to_bytes(PERIOD, "big"))
    out = bytearray()
    while len(out) < size:
        out += turn
        for _ in range(CHANGES):
            turn[draw.getrandbits(32) * PERIOD >> 32] = draw.getrandbits(8)
    return bytes(out[:size])
