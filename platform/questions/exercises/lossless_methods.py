"""Where Huffman's whole bits hurt and blocks or arithmetic coding help; what the exponents of weights give."""

from __future__ import annotations

from collections.abc import Mapping
from math import log2
from random import Random

from questions.exercises.base import Exercise, Field, Values
from questions.quantities import BITS, BYTES

SYMBOLS = 1e6
SHARES = (0.02, 0.05, 0.1, 0.15)
WEIGHTS = (7e9, 13e9, 70e9)
EXPONENT_BITS = (2.5, 2.6, 2.7)


class LosslessMethods(Exercise):
    fields = (
        Field("entropy", 0.003, BITS),
        Field("arithmetic", 0.003, BYTES),
        Field("single", 0.001, BYTES),
        Field("pairs", 0.005, BYTES),
        Field("packed", 0.005, BYTES),
    )

    def draw(self, random: Random) -> dict[str, float]:
        return {"p": random.choice(SHARES), "n": random.choice(WEIGHTS), "e": random.choice(EXPONENT_BITS)}

    def values(self, given: Mapping[str, float]) -> Values:
        p, n = given["p"], given["n"]
        entropy = -(p * log2(p) + (1 - p) * log2(1 - p))
        per_pair = pair_code_bits(p)
        packed_bits = given["e"] + 8
        return {
            **given,
            "symbols": SYMBOLS,
            "entropy": entropy,
            "arithmetic": SYMBOLS * entropy / 8,
            "single": SYMBOLS / 8,
            "p00": (1 - p) ** 2,
            "p01": p * (1 - p),
            "p11": p * p,
            "per_pair": per_pair,
            "per_symbol": per_pair / 2,
            "pairs": SYMBOLS * per_pair / 2 / 8,
            "packed_bits": packed_bits,
            "share": 100 * packed_bits / 16,
            "plain": 2 * n,
            "plain_gb": 2 * n / 1e9,
            "packed": n * packed_bits / 8,
            "packed_gb": n * packed_bits / 8 / 1e9,
        }


def pair_code_bits(p: float) -> float:
    """Mean length of Huffman's code for two symbols at once, below p = 1 - 1/sqrt(2): words of 1, 2, 3 and 3 bits."""
    return (1 - p) ** 2 + 2 * p * (1 - p) + 3 * p * (1 - p) + 3 * p * p
