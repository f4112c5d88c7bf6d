"""A stream that does not fit: 24 times as many bytes as the case has, since its pieces come up again and again.

The first two eighths are noise that comes up once; what is repeated are records. A short file stands before
the long one and another after it.
"""

import hashlib
import json
import random

NOISE_EIGHTHS = 2
TIMES = 24


def generate(seed: bytes, size: int) -> bytes:
    """Return a case of about `size` bytes whose files have about 24 times as many."""
    draw = random.Random(int.from_bytes(hashlib.sha256(seed).digest(), "big"))
    noise = draw.randbytes(size * NOISE_EIGHTHS // 8)
    lines = records(draw, size - len(noise))
    records_at, piece = len(noise), max(1, len(lines) // 6)
    times = (TIMES * size - len(noise)) // piece
    pieces = [[records_at + draw.getrandbits(32) * 6 // (1 << 32) * piece, piece] for _ in range(times)]
    pieces.insert(times // 3, [0, len(noise)])
    files = [
        ["head", [[records_at, piece // 64]], 1 << 12],
        ["stream", pieces, 1 << 16],
        ["tail", [[0, piece // 64]], 1 << 20],
    ]
    told = {"codecs": ["zlib-6"], "memory_share": 0.4, "all_or_nothing": False, "files": files}
    text = json.dumps(told).encode()
    return len(text).to_bytes(4, "big") + text + noise + lines


def records(draw: random.Random, size: int) -> bytes:
    """Lines with rising times and few values, which pack quickly."""
    clock, lines, total = 1_700_000_000, [], 0
    while total < size:
        clock += draw.getrandbits(3)
        bits = draw.getrandbits(12)
        lines.append(f"{clock} host-{bits & 7} service-{bits >> 3 & 7} status=200 took={bits >> 6} ms\n")
        total += len(lines[-1])
    return "".join(lines).encode()[:size]
