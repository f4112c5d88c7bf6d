"""Passages for the analysis: words of a small language, whole passages copied from near and far, and noise.

A case is one line of JSON, {"window": …, "windows": […], "depths": […]}, and then the data.
"""

import hashlib
import json
import random

HEAD = {"window": 8192, "windows": [256, 2048, 16384], "depths": [1, 4, 16, 64]}
WORDS, TURN = 400, 64  # words of the language; one part in so many is a copy
NOISE = 8  # copies to a run of random bytes


def generate(seed: bytes, size: int, pool: bytes = b"") -> bytes:
    """Return a case with `size` bytes of data; the pool is not used."""
    draw = random.Random(int.from_bytes(hashlib.sha256(seed).digest(), "big"))
    words = [word(draw) for _ in range(WORDS)]
    out = bytearray()
    while len(out) < size:
        turn = below(draw, TURN)
        if turn or len(out) < 64:
            out += words[below(draw, 1 + below(draw, WORDS))]
        elif below(draw, NOISE):
            out += passage(draw, out)
        else:
            out += draw.getrandbits(8 * 48).to_bytes(48, "big")
    return json.dumps(HEAD).encode() + b"\n" + bytes(out[:size])


def word(draw: random.Random) -> bytes:
    return bytes(97 + below(draw, 1 + below(draw, 26)) for _ in range(1 + below(draw, 9))) + b" "


def passage(draw: random.Random, out: bytearray) -> bytes:
    """From any magnitude of distance alike, which a window therefore cuts off in part."""
    distance = min(len(out), 1 << 5 + below(draw, 10))
    start = len(out) - distance + below(draw, 1 + distance // 2)
    return bytes(out[start : start + 16 + below(draw, 200)])


def below(draw: random.Random, limit: int) -> int:
    """A whole number from 0 up to below `limit`."""
    return draw.getrandbits(32) * limit >> 32
