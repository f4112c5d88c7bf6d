"""How much slower or faster, and how sure: a trimmed mean of log ratios with Yuen's interval.

Sources: K. K. Yuen, "The two-sample trimmed t for unequal population variances" (1974); R. R. Wilcox,
"Introduction to Robust Estimation and Hypothesis Testing", chapter 4.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

TRIM = 0.2
SUMS_DIFFER = math.log(1.10)
# 97.5 % quantiles of Student's t for 1, 2, 3 … degrees of freedom.
_T = (
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
    2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086,
    2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
)  # fmt: skip
_NORMAL = 1.960
# What is left of a call after the no-op is taken off, at least: it cannot have cost nothing.
LEAST_SHARE = 0.1
LEAST_SECONDS = 1e-7


@dataclass(frozen=True)
class Pair:
    """CPU seconds per call of candidate and reference on the same data, both above 0."""

    candidate: float
    reference: float

    @property
    def log_ratio(self) -> float:
        return math.log(self.candidate / self.reference)

    def plus(self, candidate: float, reference: float) -> Pair:
        """The same with so many more CPU seconds a call on each side."""
        return Pair(self.candidate + candidate, self.reference + reference)


def net(cpu: float, no_op: float) -> float:
    """CPU seconds of a call without what carrying its data costs; never 0, whatever the clock's resolution."""
    cpu = max(cpu, LEAST_SECONDS)
    return max(cpu - no_op, LEAST_SHARE * cpu)


@dataclass(frozen=True)
class Estimate:
    """``log_cost`` = ln(CPU candidate ÷ CPU reference); ``half_width`` of its 95 % interval.

    ``half_width`` is None for fewer than two pairs: one measurement says nothing about its own error.
    """

    log_cost: float
    half_width: float | None
    pairs: int

    @property
    def speed_ratio(self) -> float:
        """Speed as a multiple of the reference's."""
        return math.exp(-self.log_cost)

    @property
    def low(self) -> float | None:
        return None if self.half_width is None else math.exp(-self.log_cost - self.half_width)

    @property
    def high(self) -> float | None:
        return None if self.half_width is None else math.exp(-self.log_cost + self.half_width)


def estimate(pairs: Sequence[Pair]) -> Estimate:
    """The trimmed mean, unless the sums say that the candidate is over 10 % worse than that.

    A cost that comes up in a few calls only is trimmed away by the mean; the sums have it.
    """
    log_cost, half_width = trimmed_mean([pair.log_ratio for pair in pairs])
    sums = Pair(sum(pair.candidate for pair in pairs), sum(pair.reference for pair in pairs)).log_ratio
    if sums - log_cost > SUMS_DIFFER:
        half_width = None if half_width is None else max(half_width, sums - log_cost)
        log_cost = sums
    return Estimate(log_cost, half_width, len(pairs))


def trimmed_mean(values: Sequence[float]) -> tuple[float, float | None]:
    """20 % trimmed mean and the half-width of Yuen's 95 % interval: t · s_w / (0.6 · √n)."""
    ordered = sorted(values)
    n = len(ordered)
    cut = int(TRIM * n)
    kept = ordered[cut : n - cut]
    mean = sum(kept) / len(kept)
    if n < 2:
        return mean, None
    winsorised = [ordered[cut]] * cut + kept + [ordered[n - cut - 1]] * cut
    share = 1 - 2 * TRIM if cut else 1.0
    return mean, _t(len(kept) - 1) * _deviation(winsorised) / (share * math.sqrt(n))


def _deviation(values: Sequence[float]) -> float:
    mean = sum(values) / len(values)
    return math.sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1))


def _t(freedom: int) -> float:
    if freedom <= len(_T):
        return _T[freedom - 1]
    # Between 30 degrees and infinity the quantile is nearly linear in 1 / freedom.
    return _NORMAL + (_T[-1] - _NORMAL) * len(_T) / freedom
