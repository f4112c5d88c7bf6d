"""A case for `analyze`: one byte, the bits of the table (10 to 14), then data that fill it in many ways.

Words of a vocabulary, records, a long run, a short period, random bytes, and at the end the beginning once
more, so that some of what is found lies beyond 65,535 bytes.
"""

import hashlib
import random

LETTERS = b"etaoinshrdlu"


def generate(seed: bytes, size: int) -> bytes:
    """Return a case of `size` bytes; of fewer than a thousand there are words alone."""
    draw = random.Random(int.from_bytes(hashlib.sha256(seed).digest(), "big"))
    bits = 10 + draw.getrandbits(16) % 5
    head = words(draw, size // 4)
    repeated = head[: size // 32 + draw.getrandbits(16) % (size // 32 + 1)]
    room = size - 1 - len(head) - len(repeated)
    pieces = [head, *middle(draw, room)]
    return (bytes([bits]) + b"".join(pieces)[: size - 1 - len(repeated)] + repeated).ljust(size, b".")


def middle(draw: random.Random, room: int) -> list[bytes]:
    """Records, noise, a run, a period, and words again until the room is filled."""
    noise = draw.randbytes(room // 8)
    run = bytes([draw.getrandbits(8)]) * (room // 32 + draw.getrandbits(16) % (room // 32 + 1))
    turn = draw.randbytes(2 + draw.getrandbits(5))
    period = (turn * (room // 64))[: room // 32 + draw.getrandbits(16) % (room // 32 + 1)]
    return [records(draw, room // 2), noise, run, period, words(draw, room)]


def words(draw: random.Random, size: int) -> bytes:
    """Random words out of 1,024, early ones more often."""
    stock = [
        bytes(LETTERS[draw.getrandbits(16) % 12] for _ in range(2 + draw.getrandbits(3)))
        for _ in range(1_024)
    ]
    made = bytearray()
    while len(made) < size:
        made += stock[draw.getrandbits(10) * draw.getrandbits(10) >> 10] + b" "
    return bytes(made[:size])


def records(draw: random.Random, size: int) -> bytes:
    """Lines with a counter, a name and a number."""
    made = bytearray()
    number = draw.getrandbits(16)
    while len(made) < size:
        number += 1 + draw.getrandbits(3)
        made += b"id=%d user=u%02d bytes=%d\n" % (number, draw.getrandbits(5), draw.getrandbits(14))
    return bytes(made[:size])
