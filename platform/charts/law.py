"""A power law with a floor through measured points: L(N) = c + a · N^-alpha.

For every floor c of a grid, a and alpha come from least squares on log(L - c) over log N; of all floors the one
stays whose law misses the points least, in logarithms of L.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, fsum, isfinite, log

# A line has two degrees of freedom and the floor is a third: with fewer points nothing is left to judge it by.
LEAST_POINTS = 4
_STEPS = 160
_HIGHEST = 0.998  # of the lowest point: a floor at the point itself has no logarithm.

Point = tuple[float, float]


@dataclass(frozen=True)
class Law:
    """``floor`` c and ``scale`` a in bits per byte, ``exponent`` alpha above 0, ``r2`` in logarithms of L."""

    floor: float
    scale: float
    exponent: float
    r2: float

    def at(self, size: float) -> float:
        return float(self.floor + self.scale * size**-self.exponent)

    def residual(self, point: Point) -> float:
        """By how much of what the law says the point is above it."""
        size, bits = point
        return bits / self.at(size) - 1


def fit(points: Sequence[Point]) -> Law | None:
    """None for fewer than four sizes, and where no law falls with size."""
    if len({size for size, _bits in points}) < LEAST_POINTS:
        return None
    top = _HIGHEST * min(bits for _size, bits in points)
    width, low = top / _STEPS, 0.0
    law: Law | None = None
    for _round in range(3):
        floors = [low + width * step for step in range(_STEPS + 1)]
        law = _best(_tried(points, floor) for floor in floors if 0 <= floor <= top)
        if law is None:
            return None
        low, width = law.floor - width, 2 * width / _STEPS
    return law if law and law.exponent > 0 else None


def _best(tried: Iterable[tuple[float, Law] | None]) -> Law | None:
    found = min((each for each in tried if each), key=lambda each: each[0], default=None)
    return found[1] if found else None


def _tried(points: Sequence[Point], floor: float) -> tuple[float, Law] | None:
    """What the law with that floor misses, and the law."""
    xs = [log(size) for size, _bits in points]
    ys = [log(bits - floor) for _size, bits in points]
    slope, height = _line(xs, ys)
    law = Law(floor, exp(height), -slope, 0.0)
    logs = [log(bits) for _size, bits in points]
    missed = fsum((value - log(law.at(size))) ** 2 for value, (size, _bits) in zip(logs, points, strict=True))
    mean = fsum(logs) / len(logs)
    spread = fsum((value - mean) ** 2 for value in logs)
    r2 = 1 - missed / spread if spread else 0.0
    return (missed, Law(floor, law.scale, law.exponent, r2)) if isfinite(missed) else None


def _line(xs: Sequence[float], ys: Sequence[float]) -> tuple[float, float]:
    """Slope and height at 0 of the line of least squares."""
    mean_x, mean_y = fsum(xs) / len(xs), fsum(ys) / len(ys)
    spread = fsum((x - mean_x) ** 2 for x in xs)
    slope = fsum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / spread
    return slope, mean_y - slope * mean_x


def plain_exponent(points: Sequence[Point]) -> float:
    """The exponent of all of L, without a floor: minus the slope of log L over log N."""
    slope, _height = _line([log(size) for size, _bits in points], [log(bits) for _size, bits in points])
    return -slope
