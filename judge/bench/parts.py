"""The parts of ``python -m judge bench``, one after the other on the core where speed is measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from judge.bench import accounting, overhead, setup, throughput, tiny
from judge.bench.table import Table
from judge.core import held_core
from judge.languages import LANGUAGES
from judge.sandbox import require

OVERHEAD, THROUGHPUT, ACCOUNTING = "overhead", "throughput", "accounting"
# All but repeatability, which needs a job of its own.
PARTS = (OVERHEAD, THROUGHPUT, ACCOUNTING)


@dataclass(frozen=True)
class Effort:
    """How often each thing is done: rounds, seconds, fresh sandboxes, judgings. ``languages``: no others."""

    rounds: int
    set_ups: int
    seconds: float
    spendings: int
    judgings: int
    languages: tuple[str, ...] = tuple(LANGUAGES)


FULL = Effort(rounds=60, set_ups=20, seconds=4.0, spendings=3, judgings=3)
QUICK = Effort(3, 2, 0.5, 1, 1, languages=(tiny.PYTHON, tiny.SCIENTIFIC, "c"))


def measure(parts: Sequence[str], effort: Effort, tell: Callable[[str], None]) -> Iterator[Table]:
    """The tables of these parts; ``tell`` hears which one is being measured. Raises SandboxUnavailable."""
    require()
    for name, part in _PARTS.items():
        if name in parts:
            tell(name)
            with held_core() as core:
                tables = part(effort, core)
            yield from tables


def _overhead(effort: Effort, core: int) -> tuple[Table, ...]:
    spoken = _languages(effort)
    return overhead.measure(effort.rounds, core), setup.measure(spoken, effort.set_ups, core)


def _throughput(effort: Effort, core: int) -> tuple[Table, ...]:
    return (throughput.measure(_languages(effort), effort.seconds, core),)


def _accounting(effort: Effort, core: int) -> tuple[Table, ...]:
    return (accounting.measure(effort.spendings),)


def _languages(effort: Effort) -> list[str]:
    return [name for name in tiny.languages() if name in effort.languages]


_PARTS = {OVERHEAD: _overhead, THROUGHPUT: _throughput, ACCOUNTING: _accounting}
