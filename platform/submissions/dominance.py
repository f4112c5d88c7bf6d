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
    """Those at least as good in both ratio and speed, and better in one; the best ratio first."""
    own = (point.ratio, getattr(point, direction))
    found = []
    for other in others:
        theirs = (other.ratio, getattr(other, direction))
        if theirs != own and theirs[0] >= own[0] and theirs[1] >= own[1]:
            found.append(other)
    return sorted(found, key=lambda other: -other.ratio)


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


def on_the_frontier(direction: str) -> str:
    if direction == "compress":
        return _("Compressing, nothing measured here is both smaller and faster: this is on the frontier.")
    return _("Decompressing, nothing measured here is both smaller and faster: this is on the frontier.")
