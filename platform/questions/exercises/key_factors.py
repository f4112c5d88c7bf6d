"""One budget, split by the rule of thumb and by two fits."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from questions.exercises.base import Exercise, Field, Values
from questions.laws import BESIROGLU, HOFFMANN, twenty_to_one
from questions.quantities import PARAMETERS, TIMES, TOKENS

BUDGETS = (1e20, 1e21, 3e21, 1e22, 3e22, 1e23, 1e24)
_ROUGH = 0.03


class KeyFactors(Exercise):
    fields = (
        Field("rule_n", 0.02, PARAMETERS),
        Field("rule_d", 0.02, TOKENS),
        Field("refit_n", _ROUGH, PARAMETERS),
        Field("refit_d", _ROUGH, TOKENS),
        Field("printed_ratio", _ROUGH, {**TIMES, **TOKENS}),
    )

    def draw(self, random: Random) -> dict[str, float]:
        return {"c": random.choice(BUDGETS)}

    def values(self, given: Mapping[str, float]) -> Values:
        rule, refit, printed = (split(given["c"]) for split in (twenty_to_one, BESIROGLU.best, HOFFMANN.best))
        return {
            **given,
            "rule_n": rule.parameters,
            "rule_d": rule.tokens,
            "refit_n": refit.parameters,
            "refit_d": refit.tokens,
            "refit_ratio": refit.ratio,
            "refit_loss": BESIROGLU.loss(refit.parameters, refit.tokens),
            "refit_exponent": BESIROGLU.size_exponent,
            "printed_n": printed.parameters,
            "printed_d": printed.tokens,
            "printed_ratio": printed.ratio,
        }
