"""Extrapolating a loss with and without its floor, and a record of compression in bits per byte."""

from __future__ import annotations

from collections.abc import Mapping
from math import log10
from random import Random

from questions.exercises.base import Exercise, Field, Values
from questions.quantities import BITS, NATS, TIMES

# Losses at 1e19 and 1e21 FLOPs.
PAIRS = ((3.20, 2.60), (3.10, 2.55), (3.30, 2.70), (3.00, 2.50))
# Bytes of enwik9 (1 GB), packed.
RECORDS = (100_424_672, 110_793_128, 116_673_681, 107_261_318)
FLOOR = 1.82


class Applications(Exercise):
    fields = (
        Field("slope", 0.01),
        Field("forecast", 0.003, NATS),
        Field("without", 0.003, NATS),
        Field("bpb", 0.002, BITS),
        Field("ratio", 0.005, TIMES),
    )

    def draw(self, random: Random) -> dict[str, float]:
        small, large = random.choice(PAIRS)
        return {"small": small, "large": large, "record": random.choice(RECORDS)}

    def values(self, given: Mapping[str, float]) -> Values:
        small, large = given["small"], given["large"]
        forecast, without = FLOOR + (large - FLOOR) ** 2 / (small - FLOOR), large**2 / small
        return {
            **given,
            "floor": FLOOR,
            "slope": log10((small - FLOOR) / (large - FLOOR)) / 2,
            "plain_slope": log10(small / large) / 2,
            "forecast": forecast,
            "without": without,
            "optimism": forecast - without,
            "bpb": 8 * given["record"] / 1e9,
            "ratio": 1e9 / given["record"],
        }
