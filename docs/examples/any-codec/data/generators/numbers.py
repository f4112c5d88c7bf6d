"""Little-endian 32-bit numbers that rise by small random steps."""

import random


def generate(seed: bytes, size: int) -> bytes:
    """Return `size` bytes, the last number perhaps cut."""
    draw = random.Random(seed)  # noqa: S311
    numbers: list[bytes] = []
    value = draw.getrandbits(16)
    for _ in range(size // 4 + 1):
        value = (value + draw.getrandbits(5)) & 0xFFFFFFFF
        numbers.append(value.to_bytes(4, "little"))
    return b"".join(numbers)[:size]
