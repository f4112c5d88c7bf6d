"""Tables in a terminal."""

from __future__ import annotations

import unicodedata
from typing import Any

from .texts import say


def show(rows: list[list[str]], heads: tuple[str, ...]) -> None:
    """A table: first and last column to the left, figures to the right."""
    table = [[say(head) if head else "" for head in heads], *rows]
    widths = [max(width(cells[index]) for cells in table) for index in range(len(heads))]
    for cells in table:
        last = len(cells) - 1
        pieces = [pad(cell, widths[index], index in {0, last}) for index, cell in enumerate(cells)]
        print("  ".join(pieces).rstrip())


def width(text: str) -> int:
    """Columns in a terminal: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def pad(text: str, columns: int, to_the_left: bool) -> str:
    space = " " * (columns - width(text))
    return text + space if to_the_left else space + text


def three_digits(value: float) -> str:
    """Significant ones, zeros at the end kept: 1.00, 43.5, 128."""
    return f"{value:#.3g}".rstrip(".")


def number(value: float | None, unit: str = "") -> str:
    return "–" if value is None else three_digits(value) + unit


def parts_of(parts: list[dict[str, Any]]) -> str:
    """What each part of an answer is worth."""
    known = [part for part in parts if part["share"] is not None]
    return say(", ").join(f"{plain(part['title'])} {100 * part['share']:.0f} %" for part in known) or "–"


def plain(line: str) -> str:
    """Without characters that a terminal obeys: code of somebody chose them."""
    return "".join(
        character if unicodedata.category(character)[0] not in "CZ" or character == " " else "\ufffd"
        for character in line
    )


def size_of(count: int) -> str:
    return say("1 byte") if count == 1 else say("{count} bytes", count=f"{count:,}")
