"""Small inputs at the edges of codecs, in one bundle: each case is 4 bytes of length, then its bytes."""

import hashlib
import random

CHINESE = "预测就是压缩，压缩就是预测。"


def generate(seed: bytes, size: int, pool: bytes = b"") -> bytes:
    """Return the bundle, about 100 KB whatever `size` says; the pool is not used."""
    draw = random.Random(int.from_bytes(hashlib.sha256(seed).digest(), "big"))
    turn = draw.randbytes(255)
    text = (CHINESE * 40).encode()
    cases = [
        b"",
        draw.randbytes(1),
        draw.randbytes(1) * 2,
        b"abcabcab",
        draw.randbytes(64),
        draw.randbytes(65),
        bytes(range(256)) * 2,
        bytes(40_000),
        b"\xff" * 4_096 + b"\x01",
        turn * 30,
        draw.randbytes(9_000),
        draw.randbytes(3_000) * 2,
        text[1:-2],
        b"\xc3\x28\xf0\x90\x28\xed\xa0\x80\xff\xfe" * 50,
        b"".join(b"line %d\r\n" % number for number in range(1_000)),
        bytes(draw.getrandbits(8) if draw.getrandbits(10) == 0 else 7 for _ in range(16_000)),
    ]
    return b"".join(len(case).to_bytes(4, "big") + case for case in cases)
