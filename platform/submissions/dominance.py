"""Which codecs beat which in ratio and speed at once, and what would move one onto the frontier."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from submissions.figures import Point
from submissions.templatetags.figures import significant


@dataclass(frozen=True)
class ComparedPoint:
    """A point with the names of those that beat it in each direction."""

    point: Point
    compress: str
    decompress: str


def beaten_by(point: Point, others: Sequence[Point], direction: str) -> list[Point]:
    """Those at least as good in both ratio and speed, and better in one; the best ratio first.

    A speed within the point's interval is no worse than its own: the measurement cannot tell them apart.
    """
    return sorted((each for each in others if beats(each, point, direction)), key=lambda other: -other.ratio)


def beats(other: Point, point: Point, direction: str) -> bool:
    speed, theirs = getattr(point, direction), getattr(other, direction)
    lowest, _highest = point.intervals.get(direction, (speed, speed))
    if other.ratio > point.ratio:
        return bool(theirs >= min(lowest, speed))
    return bool(other.ratio == point.ratio and theirs > speed)


def compared(points: Sequence[Point]) -> list[ComparedPoint]:
    return [
        ComparedPoint(each, *(names(each, points, way) for way in ("compress", "decompress")))
        for each in points
    ]


def names(point: Point, points: Sequence[Point], direction: str) -> str:
    return pgettext("between names", ", ").join(other.name for other in beaten_by(point, points, direction))


def move_sentence(own: Point, others: Sequence[Point], direction: str) -> str:
    """One plain sentence: what keeps the submission off the frontier, and what would bring it there."""
    ahead = beaten_by(own, others, direction)
    if not ahead:
        return on_the_frontier(direction)
    densest = ahead[0]
    fastest = max(ahead, key=lambda other: float(getattr(other, direction)))
    saving = 1 - own.ratio / densest.ratio
    faster = getattr(fastest, direction) / getattr(own, direction)
    values = {
        "codec": densest.name,
        "percent": significant(100 * saving, 2) if saving >= 0.0005 else "0",
        "faster": significant(faster, 2),
        "fastest": fastest.name,
    }
    if is_tie(own, fastest, direction):
        return tie_sentence(direction) % values
    if direction == "compress":
        return (
            _(
                "At this compression speed %(codec)s packs %(percent)s %% smaller; a blob smaller by more than that, "
                "or more than %(faster)s times the speed (%(fastest)s), would stand on the frontier."
            )
            % values
        )
    return (
        _(
            "At this decompression speed %(codec)s packs %(percent)s %% smaller; a blob smaller by more than that, "
            "or more than %(faster)s times the speed (%(fastest)s), would stand on the frontier."
        )
        % values
    )


def is_tie(own: Point, fastest: Point, direction: str) -> bool:
    """Whether not even the fastest of those ahead is faster by more than the measurement's own doubt."""
    speed = getattr(own, direction)
    _lowest, highest = own.intervals.get(direction, (speed, speed))
    return bool(getattr(fastest, direction) <= max(speed, highest))


def tie_sentence(direction: str) -> str:
    if direction == "compress":
        return _(
            "%(codec)s packs %(percent)s %% smaller, and its compression speed cannot be told from this one; a blob "
            "smaller by more than that, or a clearly higher speed, would stand on the frontier."
        )
    return _(
        "%(codec)s packs %(percent)s %% smaller, and its decompression speed cannot be told from this one; a blob "
        "smaller by more than that, or a clearly higher speed, would stand on the frontier."
    )


def on_the_frontier(direction: str) -> str:
    if direction == "compress":
        return _("Compressing, nothing measured here is both smaller and faster: this is on the frontier.")
    return _("Decompressing, nothing measured here is both smaller and faster: this is on the frontier.")
