"""How little a tenfold model gains, and why no factor of size halves a loss that has a floor."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from questions.exercises.base import Exercise, Field, Values
from questions.laws import BESIROGLU, KAPLAN_N
from questions.quantities import NATS, TIMES

FACTORS = (2.0, 3.0, 4.0, 5.0, 8.0, 10.0, 20.0, 100.0)
SIZES = (0.5e9, 1e9, 2e9, 3e9, 7e9)


def _factor_or_change(factor: float) -> tuple[float, ...]:
    """0.839 may be said as 83.9 %, a fall of 16.1 %, or a change of -16.1 %."""
    return (factor, 1 - factor, factor - 1)


class ScalingLaw(Exercise):
    fields = (
        Field("factor", 0.003, forms=_factor_or_change),
        Field("halving", 0.02, TIMES),
        Field("before", 0.002, NATS),
        Field("after", 0.002, NATS),
    )

    def draw(self, random: Random) -> dict[str, float]:
        return {"times": random.choice(FACTORS), "n": random.choice(SIZES)}

    def values(self, given: Mapping[str, float]) -> Values:
        n, d = given["n"], 20 * given["n"]
        before, after = BESIROGLU.loss(n, d), BESIROGLU.loss(2 * n, 2 * d)
        factor = given["times"] ** -KAPLAN_N
        return {
            **given,
            "n2": 2 * n,
            "d": d,
            "d2": 2 * d,
            "exponent": KAPLAN_N,
            "factor": factor,
            "fall": 100 * (1 - factor),
            "halving": 2 ** (1 / KAPLAN_N),
            "before": before,
            "after": after,
            "change": 100 * (1 - after / before),
            "reducible_change": 100 * (1 - (after - BESIROGLU.floor) / (before - BESIROGLU.floor)),
            "floor": BESIROGLU.floor,
            "half": before / 2,
        }
