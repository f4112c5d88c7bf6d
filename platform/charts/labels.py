"""Where names go beside their marks, so that none covers a mark or another name."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot
from unicodedata import east_asian_width

FONT_SIZE = 12.0
_LINE = 14.0  # Height of a line of that size.
_GAP = 5.0  # From a mark's edge to its name.


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def distance(self, other: "Box") -> float:
        across = max(0.0, other.left - self.right, self.left - other.right)
        return hypot(across, max(0.0, other.top - self.bottom, self.top - other.bottom))

    def inside(self, other: "Box") -> bool:
        across = other.left <= self.left and self.right <= other.right
        return across and other.top <= self.top and self.bottom <= other.bottom


@dataclass(frozen=True)
class Label:
    """A name with the start of its base line, and the room it takes."""

    text: str
    x: float
    y: float
    box: Box


def text_width(text: str) -> float:
    """About how wide a text of the chart is; wider rather than narrower than any usual font has it."""
    wide = sum(1 for character in text if east_asian_width(character) in "WF")
    return FONT_SIZE * (wide + 0.6 * (len(text) - wide))


def around(x: float, y: float, radius: float) -> Box:
    return Box(x - radius, y - radius, x + radius, y + radius)


def place(text: str, mark: Box, marks: list[Box], taken: list[Box], frame: Box) -> Label | None:
    """The first free place beside the mark; None where there is none, and then the name is left out.

    A place nearer to another mark than to its own is none: there the name would mislead.
    """
    for left, top in _places(text_width(text), mark):
        box = Box(left, top, left + text_width(text), top + _LINE)
        is_free = not any(box.overlaps(other) for other in [*taken, *marks])
        if box.inside(frame) and is_free and _belongs(box, mark, marks):
            return Label(text, left, top + FONT_SIZE - 1, box)
    return None


def _belongs(label: Box, mark: Box, marks: list[Box]) -> bool:
    own = label.distance(mark)
    return all(label.distance(other) > own for other in marks if other != mark)


def _places(width: float, mark: Box) -> Iterator[tuple[float, float]]:
    """Left and top of the places to try: beside, above and below, the corners, and then further off."""
    middle_x, middle_y = (mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2
    for gap in (_GAP, 2.5 * _GAP, 4 * _GAP):
        right, left = mark.right + gap, mark.left - gap - width
        above, below = mark.top - gap / 2 - _LINE, mark.bottom + gap / 2
        beside, centred = middle_y - _LINE / 2, middle_x - width / 2
        yield from ((right, beside), (left, beside), (centred, above), (centred, below))
        yield from ((right, above), (right, below), (left, above), (left, below))
        # Above and below as well, but flush with the mark's edge: near the frame's sides.
        from_left, to_right = mark.left, mark.right - width
        yield from ((from_left, above), (from_left, below), (to_right, above), (to_right, below))
