"""DNA in FASTA lines: a chain of order 6 with mutated repeats, direct and reverse-complement.

The chain's 4,096 contexts have mildly skewed odds, so that it costs about 1.95 bits a letter;
what a better model can gain lies in the repeats. Source of the layout: W. R. Pearson and
D. J. Lipman, "Improved tools for biological sequence comparison" (1988).
"""

import hashlib
import random
from collections.abc import Iterator

LETTERS = "ACGT"
COMPLEMENT = str.maketrans("ACGT", "TGCA")
ORDER = 6  # letters of context
COLUMNS = 70
RECORD = 40_000  # letters, about, from one header to the next
FRESH, COPIED = 1_200, 500  # letters, the most in one stretch and in one repeat


def generate(seed: bytes, size: int, pool: bytes = b"") -> bytes:
    """Return `size` bytes of FASTA, the last line perhaps cut; the pool is not used."""
    draw = random.Random(int.from_bytes(hashlib.sha256(seed).digest(), "big"))
    letters = sequence(draw, size)
    lines = []
    start = number = 0
    while start < len(letters):
        number += 1
        end = start + RECORD // 2 + below(draw, RECORD)
        lines.append(f">contig_{number:04} length={min(end, len(letters)) - start}\n")
        lines += folded(letters[start:end])
        start = end
    return "".join(lines).encode()[:size]


def folded(letters: str) -> Iterator[str]:
    for start in range(0, len(letters), COLUMNS):
        yield letters[start : start + COLUMNS] + "\n"


def sequence(draw: random.Random, count: int) -> str:
    """At least `count` letters: fresh stretches, and copies of earlier ones with mutations."""
    odds = [skewed_odds(draw) for _ in range(4**ORDER)]
    letters: list[str] = []
    while len(letters) < count:
        letters += fresh(draw, odds, 200 + below(draw, FRESH))
        length = min(40 + below(draw, COPIED), len(letters))
        start = below(draw, len(letters) - length + 1)
        letters += mutated(draw, repeat(draw, "".join(letters[start : start + length])))
    return "".join(letters)


def skewed_odds(draw: random.Random) -> tuple[int, int, int]:
    """Running sums, out of 256, of the first three letters' odds in one context."""
    weights = [40 + below(draw, 56) for _ in LETTERS]
    total = sum(weights)
    first = 256 * weights[0] // total
    second = first + 256 * weights[1] // total
    return first, second, second + 256 * weights[2] // total


def fresh(draw: random.Random, odds: list[tuple[int, int, int]], count: int) -> list[str]:
    context = draw.getrandbits(2 * ORDER)
    letters = []
    for _ in range(count):
        first, second, third = odds[context]
        at = draw.getrandbits(8)
        letter = (at >= first) + (at >= second) + (at >= third)
        context = (context << 2 | letter) & (4**ORDER - 1)
        letters.append(LETTERS[letter])
    return letters


def repeat(draw: random.Random, letters: str) -> str:
    """The letters as they stand or, as often, as the other strand reads them."""
    return letters if draw.getrandbits(1) else letters[::-1].translate(COMPLEMENT)


def mutated(draw: random.Random, letters: str) -> Iterator[str]:
    """One letter in 32 changes: three times in four it is exchanged, else dropped or doubled."""
    for letter in letters:
        if draw.getrandbits(5):
            yield letter
            continue
        kind = draw.getrandbits(3)
        if kind < 6:
            yield LETTERS[draw.getrandbits(2)]
        elif kind == 6:
            yield letter + letter


def below(draw: random.Random, limit: int) -> int:
    return draw.getrandbits(32) * limit >> 32
