"""The bars that the judge sets itself, and which of them this machine met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from judge.bench import accounting, overhead, repeatability, setup, throughput
from judge.bench.table import Table


@dataclass(frozen=True)
class Bar:
    """``value`` in ``unit`` may be at most ``limit``, or ``at_least`` that."""

    name: str
    value: float
    limit: float
    unit: str
    at_least: bool = False

    @property
    def met(self) -> bool:
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def __str__(self) -> str:
        return f"{self.name} {self.value:.3g}{self.unit} ({'≥' if self.at_least else '≤'} {self.limit:g})"

    def to_dict(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "value": self.value,
            "limit": self.limit,
            "unit": self.unit,
            "met": self.met,
        }


def bars(tables: Mapping[str, Table]) -> list[Bar]:
    """All bars about what was measured."""
    return [Bar(name, value, *rest) for name, value, *rest in _all(tables) if value is not None]


def closing_line(found: Sequence[Bar]) -> str:
    """How many bars are met, and by how much; those that are missed by name as well."""
    met, missed = ([str(bar) for bar in found if bar.met is kind] for kind in (True, False))
    line = f"{len(met)} of {len(found)} bars met: {', '.join(met) or 'none'}"
    return f"{line}; missed: {', '.join(missed)}" if missed else line


def _all(tables: Mapping[str, Table]) -> Iterator[Any]:
    def figure(table: str, row: str, column: str) -> float | None:
        return tables[table].figure(row, column) if table in tables else None

    yield "request to result", figure("overhead", overhead.REQUEST, "wall_ms"), 1.0, " ms"
    yield "job to verdict", figure("overhead", overhead.WARM, "wall_ms"), 10.0, " ms"
    yield "job to verdict ÷ isolate", figure("overhead", overhead.WARM, "to_isolate"), 0.4, ""
    yield "set-up, plain", figure("setup", setup.PLAIN, "cpu_ms"), 30.0, " ms CPU"
    yield "set-up, NumPy", figure("setup", setup.NUMPY, "cpu_ms"), 150.0, " ms CPU"
    yield "tiny runs, plain", figure("throughput", throughput.PLAIN, "runs_per_s"), 20.0, "/s and core", True
    for condition in repeatability.CONDITIONS:
        yield f"score, {condition}", figure("repeatability", condition, "off_by"), 1.0, " points off"
        yield f"speed, {condition}", figure("repeatability", condition, "speed_off_percent"), 2.0, " % off"
    yield "not measured in a judging", figure("repeatability", "alone", "platform_s"), 1.0, " s"
    if "accounting" in tables:
        for kind in (accounting.CPU, accounting.MEMORY):
            yield f"{kind} counted", accounting.worst_error(tables["accounting"], kind), 2.0, " % off"
