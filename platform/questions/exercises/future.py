"""What repeated data are worth: Muennighoff et al. 2023, arXiv:2305.16264."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp
from random import Random

from questions.exercises.base import Exercise, Field, Values
from questions.quantities import TOKENS

UNIQUE = (50e9, 100e9, 200e9, 500e9)
EPOCHS = (4.0, 8.0, 16.0, 40.0)
# Repetitions after which most of the worth of repeating is used up.
R_STAR = 15.39


class Future(Exercise):
    fields = (
        Field("few", 0.005, TOKENS),
        Field("many", 0.005, TOKENS),
        Field("share", 0.01, forms=lambda share: (share, share / 100)),
        Field("limit", 0.005, TOKENS),
    )

    def draw(self, random: Random) -> dict[str, float]:
        few, many = sorted(random.sample(EPOCHS, 2))
        return {"unique": random.choice(UNIQUE), "few_epochs": few, "many_epochs": many}

    def values(self, given: Mapping[str, float]) -> Values:
        unique = given["unique"]
        few, many = (worth(unique, given[name]) for name in ("few_epochs", "many_epochs"))
        return {
            **given,
            "r_star": R_STAR,
            "few_repeats": given["few_epochs"] - 1,
            "many_repeats": given["many_epochs"] - 1,
            "few": few,
            "many": many,
            "seen": unique * given["many_epochs"],
            "share": 100 * many / (unique * given["many_epochs"]),
            "limit": unique * (1 + R_STAR),
        }


def worth(unique: float, epochs: float) -> float:
    """Tokens of fresh data that so many epochs are worth."""
    return unique * (1 + R_STAR * (1 - exp(-(epochs - 1) / R_STAR)))
