"""Bits per byte against the size of the model, both on logarithmic axes, with laws as lines and what they miss."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil, floor, log10

from django.utils.translation import gettext as _

from charts.labels import Box, Label, around, place
from charts.law import Law, Point
from charts.numbers import plain, significant
from charts.scales import LogScale, log_scale

WIDTH, HEIGHT = 380, 300
FRAME = Box(left=44, top=26, right=372, bottom=250)
STRIP_HEIGHT = 84
STRIP = Box(left=44, top=18, right=372, bottom=74)
_STEPS = 48
# The shape tells the series, so that colour is never alone.
SHAPES = ("reference", "own", "diamond", "circle", "hanging")
_RADIUS = 5.0


@dataclass(frozen=True)
class Series:
    """Points in order of size; ``hollow`` are those that no law was fitted to."""

    name: str
    shape: str
    points: Sequence[Point]
    hollow: Sequence[Point] = ()
    law: Law | None = None
    is_named: bool = True  # in the picture itself


@dataclass(frozen=True)
class Slope:
    """A published exponent, as a line through a point that was measured."""

    name: str
    exponent: float
    floor: float
    through: Point

    def at(self, size: float) -> float:
        at, bits = self.through
        return float(self.floor + (bits - self.floor) * (at / size) ** self.exponent)


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    sentence: str
    is_hollow: bool = False

    @property
    def triangle(self) -> str:
        return f"{self.x:.1f},{self.y - 6:.1f} {self.x + 6:.1f},{self.y + 5:.1f} {self.x - 6:.1f},{self.y + 5:.1f}"

    @property
    def hanging(self) -> str:
        """A triangle on its tip."""
        return f"{self.x:.1f},{self.y + 6:.1f} {self.x + 6:.1f},{self.y - 5:.1f} {self.x - 6:.1f},{self.y - 5:.1f}"

    @property
    def diamond(self) -> str:
        x, y = self.x, self.y
        return f"{x:.1f},{y - 6:.1f} {x + 6:.1f},{y:.1f} {x:.1f},{y + 6:.1f} {x - 6:.1f},{y:.1f}"

    @property
    def square(self) -> tuple[float, float]:
        return self.x - 4.5, self.y - 4.5


@dataclass(frozen=True)
class Tick:
    at: float
    text: str


@dataclass(frozen=True)
class DrawnSeries:
    name: str
    shape: str
    dots: list[Dot]
    line: str
    label: Label | None


@dataclass(frozen=True)
class DrawnSlope:
    name: str
    line: str
    number: int


@dataclass(frozen=True)
class Drawing:
    series: Sequence[Series]
    slopes: Sequence[Slope] = ()

    @cached_property
    def _points(self) -> list[Point]:
        return [point for each in self.series for point in (*each.points, *each.hollow)]

    @cached_property
    def x(self) -> LogScale:
        return log_scale([size for size, _bits in self._points], FRAME.left, FRAME.right, least_span=4)

    @cached_property
    def y(self) -> LogScale:
        return log_scale([bits for _size, bits in self._points], FRAME.bottom, FRAME.top, least_span=1.15)

    @property
    def x_ticks(self) -> list[Tick]:
        return [Tick(self.x(value), short(value)) for value in self.x.ticks(at_most=6)]

    @property
    def y_ticks(self) -> list[Tick]:
        wide = self.y.high / self.y.low > 4
        values = self.y.ticks(at_most=7) if wide else round_steps(self.y.low, self.y.high)
        return [Tick(self.y(value), plain(value)) for value in values]

    @cached_property
    def drawn(self) -> list[DrawnSeries]:
        """The first series last and so on top."""
        taken: list[Box] = []
        found = []
        for each in self.series:
            dots = [*self._dots(each, each.points, False), *self._dots(each, each.hollow, True)]
            label = self._label(each, dots, taken)
            if label:
                taken.append(label.box)
            found.append(DrawnSeries(each.name, each.shape, dots, self._law_line(each), label))
        return found[::-1]

    def _dots(self, series: Series, points: Sequence[Point], is_hollow: bool) -> list[Dot]:
        return [
            Dot(self.x(size), self.y(bits), point_sentence(series.name, size, bits), is_hollow)
            for size, bits in points
        ]

    def _label(self, series: Series, dots: Sequence[Dot], taken: list[Box]) -> Label | None:
        """Beside one of the points, the largest size first."""
        if not series.is_named:
            return None
        marks = [
            around(self.x(size), self.y(bits), _RADIUS)
            for each in self.series
            for size, bits in (*each.points, *each.hollow)
        ]
        for dot in reversed(dots):
            mark = around(dot.x, dot.y, _RADIUS)
            if found := place(series.name, mark, marks, taken, FRAME):
                return found
        return None

    def _law_line(self, series: Series) -> str:
        return self._path(series.law) if series.law else ""

    @property
    def drawn_slopes(self) -> list[DrawnSlope]:
        return [DrawnSlope(each.name, self._path(each), at % 4) for at, each in enumerate(self.slopes)]

    def _path(self, law: Law | Slope) -> str:
        """The part of a line that lies in the frame."""
        path, is_drawing = "", False
        for step in range(_STEPS + 1):
            size = self.x.low * (self.x.high / self.x.low) ** (step / _STEPS)
            bits = law.at(size)
            is_inside = self.y.low <= bits <= self.y.high
            if is_inside:
                path += f"{'L' if is_drawing else 'M'}{self.x(size):.1f} {self.y(bits):.1f}"
            is_drawing = is_inside
        return path

    # What the first series' law misses

    @cached_property
    def residuals(self) -> list[tuple[float, float, bool]]:
        """Size, residual, and whether the law was fitted without the point."""
        first = self.series[0]
        if first.law is None:
            return []
        law = first.law
        return [(point[0], law.residual(point), hollow) for point, hollow in of_both(first)]

    @cached_property
    def strip_limit(self) -> float:
        """Half the height of the strip: a round number of tenths of a percent."""
        largest = max((abs(residual) for _size, residual, _hollow in self.residuals), default=0.0)
        step = 10.0 ** (ceil(log10(max(largest, 1e-4))) - 1)
        return step * ceil(max(largest, 1e-4) / step)

    @property
    def strip_text(self) -> str:
        return f"{significant(100 * self.strip_limit, 2)}\u2009%"

    @property
    def strip(self) -> list[Dot]:
        return [
            Dot(
                self.x(size),
                (STRIP.top + STRIP.bottom) / 2 - residual / self.strip_limit * (STRIP.bottom - STRIP.top) / 2,
                residual_sentence(size, residual),
                hollow,
            )
            for size, residual, hollow in self.residuals
        ]

    @property
    def strip_shape(self) -> str:
        return self.series[0].shape

    @property
    def strip_title(self) -> str:
        """Of several curves the first one's are drawn, so they are named."""
        if len(self.series) == 1:
            return _("Residuals")
        return _("Residuals: %(name)s") % {"name": self.series[0].name}

    @property
    def strip_middle(self) -> float:
        return (STRIP.top + STRIP.bottom) / 2


def round_steps(low: float, high: float) -> list[float]:
    """Between three and seven round values: decades are too far apart for an axis of less than one."""
    finest = 10.0 ** floor(log10(high - low)) / 10
    step = next(finest * of for of in (1, 2, 5, 10, 20, 50) if (high - low) / (finest * of) <= 7)
    first, last = ceil(low / step), floor(high / step)
    return [round(step * at, 10) for at in range(first, last + 1)]


def of_both(series: Series) -> list[tuple[Point, bool]]:
    return [*((point, False) for point in series.points), *((point, True) for point in series.hollow)]


def point_sentence(name: str, size: float, bits: float) -> str:
    values = {"name": name, "parameters": f"{size:,.0f}", "bits": significant(bits, 4)}
    return _("%(name)s: %(parameters)s parameters, %(bits)s bits per byte") % values


def residual_sentence(size: float, residual: float) -> str:
    values = {"parameters": f"{size:,.0f}", "percent": signed_percent(residual)}
    return _("%(parameters)s parameters: %(percent)s against the law") % values


def signed_percent(share: float) -> str:
    return f"{'−' if share < 0 else '+'}{abs(100 * share):.2f}\u2009%"


def short(value: float) -> str:
    """A round number at an axis of sizes: 300, 10 k, 3 M; powers of ten above that."""
    for unit, name in ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")):
        if value >= unit:
            return f"{value / unit:g}\u2009{name}"
    return f"{value:g}"
