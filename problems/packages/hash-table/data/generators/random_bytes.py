"""Random bytes: nothing to gain, only the expansion to keep small."""

import hashlib


def generate(seed: bytes, size: int, pool: bytes = b"") -> bytes:
    """Return `size` bytes of SHA-256 in counter mode; the pool is not used."""
    blocks = range(size // 32 + 1)
    return b"".join(hashlib.sha256(seed + n.to_bytes(8, "big")).digest() for n in blocks)[:size]
