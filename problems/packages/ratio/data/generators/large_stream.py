"""A sparse disk image that does not fit: 24 times as many bytes as the case has, since most of them are zeros.

The zeros come up again and again. Between them stand records, and a third of the way noise, each once; a short file
stands before the long one and another after it. Zeros pack quickly, so that all four codecs can be asked for.
"""

import hashlib
import json
import random

CODECS = ["zlib-6", "zlib-9", "bz2-9", "xz-6"]
NOISE_EIGHTHS = 2
RECORDS = 8  # pieces, an eighth of the case together
TIMES = 24


def generate(seed: bytes, size: int) -> bytes:
    """Return a case of about `size` bytes whose files have about 24 times as many."""
    draw = random.Random(int.from_bytes(hashlib.sha256(seed).digest(), "big"))
    noise = draw.randbytes(size * NOISE_EIGHTHS // 8)
    lines = records(draw, size // 8)
    zeros = bytes(size - len(noise) - len(lines))
    piece, zeros_at = max(1, len(lines) // RECORDS), len(noise) + len(lines)
    written = [[len(noise) + number * piece, piece] for number in range(RECORDS)]
    times = -(-TIMES * size // max(1, len(zeros)))
    pieces = [[zeros_at, len(zeros)]] * times
    for place in sorted(draw.getrandbits(32) * times >> 32 for _ in written):
        pieces.insert(place + len(pieces) - times, written.pop())
    pieces.insert(len(pieces) // 3, [0, len(noise)])
    files = [
        ["head", [[len(noise), piece // 8]], 1 << 12],
        ["stream", pieces, 1 << 16],
        ["tail", [[0, piece // 8]], 1 << 20],
    ]
    told = {"codecs": CODECS, "memory_share": 0.4, "all_or_nothing": False, "files": files}
    text = json.dumps(told).encode()
    return len(text).to_bytes(4, "big") + text + noise + lines + zeros


def records(draw: random.Random, size: int) -> bytes:
    """Lines with rising times and few values, which pack quickly."""
    clock, lines, total = 1_700_000_000, [], 0
    while total < size:
        clock += draw.getrandbits(3)
        bits = draw.getrandbits(12)
        lines.append(f"{clock} host-{bits & 7} service-{bits >> 3 & 7} status=200 took={bits >> 6} ms\n")
        total += len(lines[-1])
    return "".join(lines).encode()[:size]
