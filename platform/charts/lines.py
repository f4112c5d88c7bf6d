"""Curves over a logarithmic axis, drawn on the server: several lines, levels across, single marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from charts.labels import Box, Label, around, place
from charts.loglog import Tick, round_steps, short
from charts.numbers import plain, power_of_ten
from charts.scales import LogScale, log_scale

WIDTH, HEIGHT = 480, 320
FRAME = Box(left=48, top=26, right=472, bottom=270)
_RADIUS = 4.5
Point = tuple[float, float]


@dataclass(frozen=True)
class Line:
    """A curve through points in order of x. ``mark``: a point of it that is shown as a dot."""

    name: str
    points: Sequence[Point]
    mark: Point | None = None


@dataclass(frozen=True)
class Level:
    """A value of y that is the same everywhere."""

    name: str
    value: float


@dataclass(frozen=True)
class DrawnLine:
    name: str
    number: int
    path: str
    dot: Point | None
    label: Label | None


@dataclass(frozen=True)
class DrawnLevel:
    name: str
    at: float
    label: Label | None


@dataclass(frozen=True)
class Chart:
    """``title`` says all of it in a sentence; ``x_name`` and ``y_name`` stand at the axes."""

    title: str
    x_name: str
    y_name: str
    lines: Sequence[Line]
    levels: Sequence[Level] = ()

    @cached_property
    def x(self) -> LogScale:
        values = [x for line in self.lines for x, _y in line.points]
        return LogScale(min(values), max(values), FRAME.left, FRAME.right)

    @cached_property
    def y(self) -> LogScale:
        values = [y for line in self.lines for _x, y in line.points]
        values += [level.value for level in self.levels]
        return log_scale(values, FRAME.bottom, FRAME.top, least_span=1.15)

    @property
    def x_ticks(self) -> list[Tick]:
        return [Tick(self.x(value), _axis(value)) for value in self.x.ticks(at_most=7)]

    @property
    def y_ticks(self) -> list[Tick]:
        wide = self.y.high / self.y.low > 4
        values = self.y.ticks(at_most=7) if wide else round_steps(self.y.low, self.y.high)
        return [Tick(self.y(value), _axis(value) if wide else plain(value)) for value in values]

    @cached_property
    def drawn(self) -> tuple[list[DrawnLevel], list[DrawnLine]]:
        taken = [*self._ink]
        levels = [
            DrawnLevel(each.name, self.y(each.value), self._level_name(each, taken)) for each in self.levels
        ]
        lines = [self._drawn(each, number, taken) for number, each in enumerate(self.lines)]
        return levels, lines

    @property
    def _ink(self) -> list[Box]:
        """Where curves and levels run: no name stands on them, its own neither."""
        curves = [around(*self._at(point), 1) for line in self.lines for point in line.points]
        heights = [self.y(level.value) for level in self.levels]
        return [*curves, *(Box(FRAME.left, y - 1, FRAME.right, y + 1) for y in heights)]

    def _drawn(self, line: Line, number: int, taken: list[Box]) -> DrawnLine:
        dot = (self.x(line.mark[0]), self.y(line.mark[1])) if line.mark else None
        return DrawnLine(line.name, number % 4, self._path(line.points), dot, self._name(line, taken))

    def _name(self, line: Line, taken: list[Box]) -> Label | None:
        """Beside the line, from its end towards its beginning, where nothing else stands."""
        others = [self._at(point) for each in self.lines if each is not line for point in each.points]
        marks = [around(x, y, 1) for x, y in others]
        for point in reversed(line.points[:: max(1, len(line.points) // 12)]):
            x, y = self._at(point)
            if label := place(line.name, around(x, y, 2), marks, taken, FRAME):
                taken.append(label.box)
                return label
        return None

    def _level_name(self, level: Level, taken: list[Box]) -> Label | None:
        label = place(level.name, around(FRAME.left + 8, self.y(level.value), 2), [], taken, FRAME)
        if label:
            taken.append(label.box)
        return label

    def _path(self, points: Sequence[Point]) -> str:
        places = (self._at(point) for point in points)
        return " ".join(f"{'L' if at else 'M'}{x:.1f} {y:.1f}" for at, (x, y) in enumerate(places))

    def _at(self, point: Point) -> Point:
        return self.x(point[0]), self.y(point[1])


def _axis(value: float) -> str:
    """Powers of ten above a thousand billions, and below a thousandth."""
    if 1e-3 <= value < 1e13:
        return short(value)
    return power_of_ten(value, 1)
