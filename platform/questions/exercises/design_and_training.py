"""The cheapest model of a given quality when it will also be served: smaller, and trained longer."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf, log
from random import Random

from questions.exercises.base import Exercise, Field, Values
from questions.laws import BESIROGLU, FLOPS_PER_PARAMETER_AND_TOKEN, Split
from questions.quantities import FLOPS, NATS, PARAMETERS, TOKENS

SIZES = (7e9, 13e9, 30e9)
SERVED = (1e12, 2e12, 5e12, 1e13)
FLOPS_TO_SERVE = 2.0
_STEPS = 200
_ROUGH = 0.04


class DesignAndTraining(Exercise):
    fields = (
        Field("loss", 0.001, NATS),
        Field("plain", 0.02, FLOPS),
        Field("best_n", _ROUGH, PARAMETERS),
        Field("best_d", _ROUGH * 2, TOKENS),
        Field("saved", _ROUGH, forms=lambda saved: (saved, saved / 100, -saved / 100)),
    )

    def draw(self, random: Random) -> dict[str, float]:
        return {"n": random.choice(SIZES), "served": random.choice(SERVED)}

    def values(self, given: Mapping[str, float]) -> Values:
        n, served = given["n"], given["served"]
        start = Split(n, 20 * n)
        loss = BESIROGLU.loss(start.parameters, start.tokens)
        best = cheapest(loss, served)
        plain, cost = whole_cost(start, served), whole_cost(best, served)
        return {
            **given,
            "d": start.tokens,
            "loss": loss,
            "plain": plain,
            "best_n": best.parameters,
            "best_d": best.tokens,
            "best_ratio": best.ratio,
            "cost": cost,
            "saved": 100 * (1 - cost / plain),
        }


def whole_cost(split: Split, served: float) -> float:
    """FLOPs of training and of serving so many tokens."""
    training = FLOPS_PER_PARAMETER_AND_TOKEN * split.parameters * split.tokens
    return training + FLOPS_TO_SERVE * split.parameters * served


def cheapest(loss: float, served: float) -> Split:
    """The split of least whole cost among those that reach a loss, by golden section over ln N."""
    low, high = log(smallest_size(loss)), log(smallest_size(loss)) + log(1e4)
    golden = (5**0.5 - 1) / 2

    def cost(at: float) -> float:
        return whole_cost(_on_curve(loss, at), served)

    for _step in range(_STEPS):
        left, right = high - golden * (high - low), low + golden * (high - low)
        low, high = (low, right) if cost(left) < cost(right) else (left, high)
    return _on_curve(loss, (low + high) / 2)


def smallest_size(loss: float) -> float:
    """Parameters below which no amount of data comes to the loss."""
    left = loss - BESIROGLU.floor
    return float((BESIROGLU.a / left) ** (1 / BESIROGLU.alpha)) if left > 0 else inf


def _on_curve(loss: float, log_size: float) -> Split:
    size = float(2.718281828459045**log_size)
    return Split(size, BESIROGLU.tokens_for(loss, size))
