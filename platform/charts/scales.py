"""Logarithmic axes: where a value lies, and which round values stand at the axis."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, exp, floor, log, log10

# Tried in order, finest first; the first that does not crowd the axis is taken.
_LADDERS: tuple[tuple[float, ...], ...] = (
    (1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.8, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 9),
    (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8),
    (1, 1.5, 2, 3, 5, 7),
    (1, 2, 5),
    (1, 3),
    (1,),
)


@dataclass(frozen=True)
class LogScale:
    """Maps the values from `low` to `high` onto the pixels from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        share = log(value / self.low) / log(self.high / self.low)
        return self.start + share * (self.end - self.start)

    def ticks(self, at_most: int) -> list[float]:
        """Round values inside the scale, at most so many."""
        for ladder in _LADDERS:
            found = self._steps(ladder)
            if len(found) <= at_most:
                return found
        powers = self._steps((1,))
        return powers[:: ceil(len(powers) / at_most)]

    def _steps(self, ladder: Iterable[float]) -> list[float]:
        steps = list(ladder)
        powers = range(floor(log10(self.low)), ceil(log10(self.high)) + 1)
        values = [round(step * 10.0**power, 12) for power in powers for step in steps]
        return [value for value in values if self.low <= value <= self.high]


def log_scale(values: Iterable[float], start: float, end: float, *, least_span: float) -> LogScale:
    """A scale with some air around the values, `least_span` (high ÷ low) wide or wider."""
    known = list(values)
    low, high = min(known), max(known)
    missing = max(0.0, log(least_span) - log(high / low)) / 2
    air = 0.08 * (log(high / low) + 2 * missing)
    widen = exp(missing + air)
    return LogScale(low / widen, high * widen, start, end)
