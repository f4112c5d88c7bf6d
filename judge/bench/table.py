"""Tables of measurements: printed as text, as Markdown and as JSON, from the same rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from judge.report import to_digits


@dataclass(frozen=True)
class Column:
    """``key`` names the figure in rows and JSON, ``title`` says it with its unit to people. ``digits`` after the
    point; None for four that count, wherever the point is."""

    key: str
    title: str
    digits: int | None = 1


@dataclass(frozen=True)
class Row:
    """What was measured, or why it was not. A figure that has no meaning here is None or missing."""

    name: str
    figures: Mapping[str, float | None]
    note: str = ""


@dataclass(frozen=True)
class Table:
    """``key`` names it in JSON."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def figure(self, row: str, column: str) -> float | None:
        """A figure by the names of its row and column; None where it was not measured."""
        found = next((entry for entry in self.rows if entry.name == row), None)
        return found.figures.get(column) if found else None

    def text(self) -> str:
        """Aligned columns, for a terminal."""
        lines = [*self._lines()]
        widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
        return "\n".join([self.title, *(_aligned(line, widths) for line in lines)])

    def markdown(self) -> str:
        """A heading and a table."""
        head, *rest = self._lines()
        rule = ["---", *("---:" for _ in self.columns), "---"]
        return "\n".join(
            [f"### {self.title}", "", *(f"| {' | '.join(line)} |" for line in (head, rule, *rest))]
        )

    def to_dict(self) -> list[dict[str, Any]]:
        return [{"name": row.name, **row.figures, "note": row.note} for row in self.rows]

    def _lines(self) -> Iterator[list[str]]:
        yield ["", *(column.title for column in self.columns), ""]
        for row in self.rows:
            yield [row.name, *(_cell(row.figures.get(c.key), c.digits) for c in self.columns), row.note]


def _cell(figure: float | None, digits: int | None) -> str:
    if figure is None:
        return ""
    return f"{to_digits(figure, 4):,.10g}" if digits is None else f"{figure:,.{digits}f}"


def _aligned(line: list[str], widths: list[int]) -> str:
    name, *figures, note = (
        part.ljust(width) if place in (0, len(widths) - 1) else part.rjust(width)
        for place, (part, width) in enumerate(zip(line, widths, strict=True))
    )
    return "  ".join(("", name, *figures, note)).rstrip()
