"""The bars of packages: what their references reach, and what well-known compressors do beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from judge.bars import Reached, measure_bars, of_bars
from judge.bench.table import Column, Row, Table
from judge.data import generate
from judge.package.model import Family, Package
from judge.seed import SAMPLE

COLUMNS = (
    Column("figure", "reference", None),
    Column("other", "measured beside it", None),
    Column("value", "reached", None),
)
MET: Mapping[bool | None, str] = {True: "met", False: "NOT MET", None: "not measured"}


def measure(
    package: Package, seeds: int, tell: Callable[[Family, int, int], None] = lambda family, done, total: None
) -> list[Reached]:
    """Every bar on each of its families. Of several seeds the one that decides is told: the first is that of the
    shown data, the others are this installation's own."""
    rounds = [measure_bars(package, _data(package, number), tell) for number in range(seeds)]
    return [_worst(each) for each in zip(*rounds, strict=True)]


def table(reached: Sequence[Reached]) -> Table:
    """One row for each bar and family, as the other tables of ``bench`` have them."""
    rows = [
        Row(
            f"{each.package}, {each.family}: {each.bar}",
            {"figure": each.figure, "other": each.other, "value": each.value if each.bar.times else None},
            f"{MET[each.is_met]}: {each.note}" if each.note else MET[each.is_met],
        )
        for each in reached
    ]
    return Table("references", "What the references reach", COLUMNS, tuple(rows))


def closing_line(reached: Sequence[Reached]) -> str:
    """How many are met; those that are not by name."""
    met, missed, unknown = ([each for each in reached if each.is_met is kind] for kind in (True, False, None))
    line = f"{len(met)} of {len(reached)} bars met"
    line += f", {len(unknown)} not measured" if unknown else ""
    names = ", ".join(f"{each.package} {each.family} {each.bar}" for each in missed)
    return f"{line}; missed: {names}" if missed else line


def _data(package: Package, number: int) -> dict[str, bytes]:
    split = f"bars-{number}" if number else SAMPLE
    return {family.name: generate(package, family, split) for family in of_bars(package)}


def _worst(rounds: Sequence[Reached]) -> Reached:
    measured = [each for each in rounds if each.value is not None]
    if not measured:
        return rounds[0]
    worst = rounds[0].bar.worst(each.value for each in measured if each.value is not None)
    return next(each for each in measured if each.value == worst)
