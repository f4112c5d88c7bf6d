"""Wall time and CPU of things that are done again and again, turn by turn, so that all see the same machine."""

from __future__ import annotations

import math
import os
import resource
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from judge.bench.table import Column

Result = TypeVar("Result")

MILLISECONDS = (
    Column("wall_ms", "wall, median ms", 2),
    Column("wall_p95_ms", "p95", 2),
    Column("cpu_ms", "CPU, median ms"),
)


@dataclass
class Sample:
    """Seconds. ``cpu`` is that of this process and of all it started and reaped meanwhile."""

    wall: float = 0.0
    cpu: float = 0.0


@contextmanager
def measured() -> Iterator[Sample]:
    """Times the block, and counts the CPU of the whole tree."""
    sample, cpu, started = Sample(), _cpu_of_tree(), time.perf_counter()
    yield sample
    sample.wall = sample.wall or time.perf_counter() - started
    sample.cpu = _cpu_of_tree() - cpu


def in_turns(cases: Mapping[str, Callable[[], Result]], rounds: int) -> dict[str, list[Result]]:
    """Do each case once a round."""
    results: dict[str, list[Result]] = {name: [] for name in cases}
    for _ in range(rounds):
        for name, case in cases.items():
            results[name].append(case())
    return results


def figures(samples: Sequence[Sample]) -> dict[str, float | None]:
    """Of the columns MILLISECONDS."""
    walls = [sample.wall for sample in samples]
    return {
        "wall_ms": 1e3 * statistics.median(walls),
        "wall_p95_ms": 1e3 * percentile(walls, 95),
        "cpu_ms": 1e3 * statistics.median(sample.cpu for sample in samples),
    }


def percentile(values: Sequence[float], percent: int) -> float:
    """The smallest value that so many percent of the values do not exceed."""
    return sorted(values)[max(0, math.ceil(len(values) * percent / 100) - 1)]


def run_to_end(argv: list[str], environment: Mapping[str, str]) -> int:
    """Start a program as cheaply as the system can, without texts, and wait; its exit code."""
    streams = [(os.POSIX_SPAWN_OPEN, stream, "/dev/null", os.O_RDWR, 0) for stream in range(3)]
    pid = os.posix_spawn(argv[0], argv, environment, file_actions=streams)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _cpu_of_tree() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(part.ru_utime + part.ru_stime for part in used)
