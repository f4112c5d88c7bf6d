"""The ratio-speed plane: ratio up, speed relative to the reference to the right, both logarithmic."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from django.utils.translation import gettext as _

from charts.labels import Box, Label, around, place
from charts.numbers import plain, significant, times
from charts.scales import LogScale, log_scale

# About the width at which it is shown, on a phone as beside the editor: text keeps its size.
WIDTH, HEIGHT = 380, 300
FRAME = Box(left=40, top=26, right=372, bottom=254)
_RADIUS = {"own": 7.0, "reference": 5.0, "peer": 3.5}
_KINDS = tuple(_RADIUS)  # The most important first.


class Codec(Protocol):
    """What is drawn: a codec with its speeds as multiples of the reference's."""

    @property
    def name(self) -> str: ...
    @property
    def ratio(self) -> float: ...
    @property
    def intervals(self) -> Mapping[str, tuple[float, float]]: ...


@dataclass(frozen=True)
class Mark:
    """A codec where it lies in the drawing."""

    kind: str
    name: str
    ratio: float
    speed: float
    x: float
    y: float
    interval: tuple[float, float] | None
    whisker: tuple[float, float] | None
    label: Label | None

    @property
    def is_own(self) -> bool:
        return self.kind == "own"

    @property
    def is_reference(self) -> bool:
        return self.kind == "reference"

    @property
    def sentence(self) -> str:
        figures = {"name": self.name, "ratio": significant(self.ratio, 3), "speed": times(self.speed)}
        return _("%(name)s: ratio %(ratio)s, speed %(speed)s the reference's") % figures

    @property
    def triangle(self) -> str:
        r = _RADIUS["own"]
        corners = ((self.x, self.y - r), (self.x + r, self.y + 0.8 * r), (self.x - r, self.y + 0.8 * r))
        return " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)

    @property
    def square_left(self) -> float:
        return self.x - _RADIUS["reference"]

    @property
    def square_top(self) -> float:
        return self.y - _RADIUS["reference"]


@dataclass(frozen=True)
class Tick:
    at: float
    text: str


@dataclass(frozen=True)
class Plane:
    codecs: Sequence[Codec]
    direction: str  # "compress" or "decompress"

    @cached_property
    def x(self) -> LogScale:
        ends = [end for codec in self.codecs for end in codec.intervals.get(self.direction, ())]
        speeds = [self.speed(codec) for codec in self.codecs]
        return log_scale([1.0, *speeds, *ends], FRAME.left, FRAME.right, least_span=4)

    @cached_property
    def y(self) -> LogScale:
        ratios = [codec.ratio for codec in self.codecs]
        return log_scale(ratios, FRAME.bottom, FRAME.top, least_span=1.5)

    def speed(self, codec: Codec) -> float:
        return float(getattr(codec, self.direction))

    @property
    def x_ticks(self) -> list[Tick]:
        return [Tick(self.x(value), plain(value)) for value in self.x.ticks(at_most=7)]

    @property
    def y_ticks(self) -> list[Tick]:
        return [Tick(self.y(value), plain(value)) for value in self.y.ticks(at_most=7)]

    @cached_property
    def marks(self) -> list[Mark]:
        """Every codec, the more important later and so on top."""
        marks = [self._mark(codec, self._labels[at]) for at, codec in enumerate(self.codecs)]
        return sorted(marks, key=lambda mark: -_KINDS.index(mark.kind))

    @cached_property
    def _labels(self) -> list[Label | None]:
        """A name for each codec. Which names fit depends on the order of placing, so several are tried."""
        order = sorted(range(len(self.codecs)), key=lambda at: _KINDS.index(kind_of(self.codecs[at])))
        important = [at for at in order if kind_of(self.codecs[at]) != "peer"]
        peers = order[len(important) :]
        tries = [important + peers[start:] + peers[:start] for start in range(max(1, len(peers)))]
        return max((self._placed(each) for each in tries), key=lambda labels: sum(map(bool, labels)))

    def _placed(self, order: Sequence[int]) -> list[Label | None]:
        marks = [self._box(codec) for codec in self.codecs]
        labels: list[Label | None] = [None] * len(self.codecs)
        for at in order:
            names = [label.box for label in labels if label]
            # Best off intervals and the frontier's line as well; across them rather than nowhere.
            for taken in (names + self._whiskers + self._steps, names + self._whiskers, names):
                labels[at] = labels[at] or place(self.codecs[at].name, marks[at], marks, taken, FRAME)
        return labels

    def _box(self, codec: Codec) -> Box:
        return around(self.x(self.speed(codec)), self.y(codec.ratio), _RADIUS[kind_of(codec)])

    def _mark(self, codec: Codec, label: Label | None) -> Mark:
        interval = codec.intervals.get(self.direction)
        return Mark(
            kind=kind_of(codec),
            name=codec.name,
            ratio=codec.ratio,
            speed=self.speed(codec),
            x=self.x(self.speed(codec)),
            y=self.y(codec.ratio),
            interval=interval,
            whisker=self._whisker(interval) if interval else None,
            label=label,
        )

    def _whisker(self, interval: tuple[float, float]) -> tuple[float, float] | None:
        """Ends of the interval's line; none where the mark itself covers it."""
        low, high = self.x(interval[0]), self.x(interval[1])
        return (low, high) if high - low > 2 * _RADIUS["own"] + 4 else None

    @cached_property
    def _whiskers(self) -> list[Box]:
        found = []
        for codec in self.codecs:
            interval = codec.intervals.get(self.direction)
            if interval and (ends := self._whisker(interval)):
                y = self.y(codec.ratio)
                found.append(Box(ends[0] - 2, y - 5, ends[1] + 2, y + 5))
        return found

    @property
    def reference(self) -> Mark | None:
        return next((mark for mark in self.marks if mark.is_reference), None)

    @cached_property
    def _best(self) -> list[tuple[float, float]]:
        """The frontier's codecs as places in the drawing, from the left."""
        best = frontier((self.speed(codec), codec.ratio) for codec in self.codecs)
        return [(self.x(speed), self.y(ratio)) for speed, ratio in best]

    @property
    def line(self) -> str:
        """The frontier as an SVG path: what no codec here beats in ratio and speed at once."""
        steps = "".join(f"V{y:.1f}H{x:.1f}" for x, y in self._best)
        return f"M{FRAME.left:.1f} {self._best[0][1]:.1f}{steps}V{FRAME.bottom:.1f}"

    @cached_property
    def _steps(self) -> list[Box]:
        """The room of the frontier's line: across to each codec, and down from it."""
        lefts = [FRAME.left, *(x for x, _y in self._best)]
        bottoms = [*(y for _x, y in self._best[1:]), FRAME.bottom]
        across = [Box(left, y - 1, x, y + 1) for left, (x, y) in zip(lefts, self._best, strict=False)]
        down = [Box(x - 1, y, x + 1, bottom) for (x, y), bottom in zip(self._best, bottoms, strict=True)]
        return across + down


def frontier(points: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Those (speed, ratio) that no other beats in both, from the slowest to the fastest."""
    best: list[tuple[float, float]] = []
    for speed, ratio in sorted(points, reverse=True):
        if not best or ratio > best[-1][1]:
            best.append((speed, ratio))
    return best[::-1]


def kind_of(codec: Codec) -> str:
    """A codec may say its kind; otherwise only the own one has intervals and the reference has speed 1."""
    said = getattr(codec, "kind", None)
    if said in _RADIUS:
        return str(said)
    if codec.intervals:
        return "own"
    speeds = (getattr(codec, "compress", 0), getattr(codec, "decompress", 0))
    return "reference" if speeds == (1.0, 1.0) else "peer"
