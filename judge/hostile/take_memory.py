"""take all memory

Breach: more than five times the limit, written to.
"""

LIMIT = 96 * 1024 * 1024
MUCH = 5


def attack(bait: bytes) -> bytes:
    kept: list[bytearray] = []
    while len(kept) < MUCH:
        kept.append(bytearray(b"\1") * LIMIT)
    return b"%d bytes" % sum(map(len, kept))
