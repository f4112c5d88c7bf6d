"""What setting a sandbox up costs, before a byte of a submission is read, for each runtime."""

from __future__ import annotations

import functools
import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from judge.bench.samples import in_turns, percentile
from judge.bench.table import Column, Row, Table
from judge.runtimes import Runtime, open_runtime
from judge.sandbox import Limits, Sandbox
from judge.sandbox.limits import MIB

PLAIN, NUMPY = "Python, plain", "Python with NumPy"
_RUNTIMES = {PLAIN: "python", NUMPY: "generators"}
_LIMITS = Limits(memory=2048 * MIB)


@dataclass(frozen=True)
class SetUp:
    """Seconds, and bytes at their most."""

    wall: float
    cpu: float
    memory: int


def measure(rounds: int, core: int) -> Table:
    """Each runtime once a round."""
    runtimes = {title: open_runtime(name) for title, name in _RUNTIMES.items()}
    sampled = in_turns(
        {title: functools.partial(_set_up, runtime, core) for title, runtime in runtimes.items()}, rounds
    )
    return _table(sampled)


def _set_up(runtime: Runtime, core: int) -> SetUp:
    started = time.perf_counter()
    with Sandbox.start(runtime, _LIMITS, core=core) as sandbox:
        return SetUp(time.perf_counter() - started, sandbox.setup_cpu, sandbox.peak_memory())


def _table(sampled: Mapping[str, Sequence[SetUp]]) -> Table:
    columns = (
        Column("cpu_ms", "CPU, median ms"),
        Column("cpu_p95_ms", "p95"),
        Column("wall_ms", "wall, median ms"),
        Column("memory_mib", "memory, MiB"),
    )
    rows = (
        Row(
            title,
            {
                "cpu_ms": 1e3 * statistics.median(one.cpu for one in found),
                "cpu_p95_ms": 1e3 * percentile([one.cpu for one in found], 95),
                "wall_ms": 1e3 * statistics.median(one.wall for one in found),
                "memory_mib": statistics.median(one.memory for one in found) / MIB,
            },
        )
        for title, found in sampled.items()
    )
    return Table("setup", "Setting a sandbox up", columns, tuple(rows))
