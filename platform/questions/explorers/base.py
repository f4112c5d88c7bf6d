"""What every explorer has: inputs, a picture, tables, and words on how to read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from django.http import QueryDict
from django.utils.functional import Promise

from charts.lines import Chart
from questions.explorers.inputs import Number, Read, read_all


@dataclass(frozen=True)
class Table:
    """Cells are text already; the first of each row is its head."""

    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Explorer:
    """One state of it, as the address says."""

    query: QueryDict

    slug: ClassVar[str]
    title: ClassVar[Promise]
    lead: ClassVar[Promise]
    # The questions it belongs to.
    questions: ClassVar[tuple[str, ...]]
    inputs: ClassVar[tuple[Number, ...]] = ()

    @cached_property
    def reads(self) -> dict[str, Read]:
        return read_all(self.inputs, self.query)

    def __getitem__(self, name: str) -> float:
        return self.reads[name].value

    @property
    def numbers(self) -> list[Read]:
        return list(self.reads.values())

    @property
    def chart(self) -> Chart | None:
        return None

    @property
    def tables(self) -> list[Table]:
        return []

    @property
    def lesson(self) -> list[str]:
        """Sentences on what is to be seen in this state."""
        return []

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        """Value, name and whether it is chosen, of a list named "law"; empty where there is none."""
        return []
