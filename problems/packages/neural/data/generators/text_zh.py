"""Chinese prose in UTF-8: a chain of characters over a licensed pool, many characters exchanged.

Each character is drawn from those that follow the last three somewhere in the pool (Shannon,
"A mathematical theory of communication", 1948, section 3). Most of the rarer characters change
places by seed, so that no table of the pool's phrases helps.
"""

import hashlib
import lzma
import random
from collections import Counter
from collections.abc import Iterator

CONTEXT = 3  # characters
COMMON = 120  # the most frequent characters keep their places
EXCHANGED = 154  # of 256 others


def generate(seed: bytes, size: int, pool: bytes) -> bytes:
    """Return `size` bytes of UTF-8 prose, the last character perhaps cut.

    `pool` is an xz file of prose, a paragraph a line; lzma.LZMAError when it is something else.
    """
    draw = random.Random(int.from_bytes(hashlib.sha256(seed).digest(), "big"))
    text = lzma.decompress(pool).decode()
    exchanged = text.translate(exchange(draw, text))
    out = bytearray()
    for character in chain(draw, exchanged):
        out += character.encode()
        if len(out) >= size:
            return bytes(out[:size])
    return b""


def below(draw: random.Random, limit: int) -> int:
    return draw.getrandbits(32) * limit >> 32


def exchange(draw: random.Random, text: str) -> dict[int, int]:
    """A permutation of most Chinese characters that are not among the commonest."""
    counts = Counter(character for character in text if "\u4e00" <= character <= "\u9fff")
    ranked = sorted(counts, key=lambda character: (-counts[character], character))
    old = [ord(character) for character in ranked[COMMON:] if draw.getrandbits(8) < EXCHANGED]
    new = old[:]
    for last in range(len(new) - 1, 0, -1):
        other = below(draw, last + 1)
        new[last], new[other] = new[other], new[last]
    return dict(zip(old, new, strict=True))


def chain(draw: random.Random, text: str) -> Iterator[str]:
    """Endless characters: one that somewhere follows the last three, now and then a new line."""
    followers: dict[str, list[int]] = {}
    for place in range(CONTEXT, len(text)):
        followers.setdefault(text[place - CONTEXT : place], []).append(place)
    lines = [place for place in range(CONTEXT, len(text)) if text[place - 1] == "\n"]
    place = lines[below(draw, len(lines))]
    while True:
        yield text[place]
        places = followers.get(text[place - CONTEXT + 1 : place + 1])
        if not places or (text[place] == "\n" and draw.getrandbits(1)):
            places = lines
        place = places[below(draw, len(places))]
