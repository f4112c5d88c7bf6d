"""What setting a sandbox up costs before a byte of a submission is read, and loading a tiny one."""

from __future__ import annotations

import functools
import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from judge.bench import tiny
from judge.bench.samples import in_turns, percentile
from judge.bench.table import Column, Row, Table
from judge.languages import LANGUAGES
from judge.languages.toolchains import Prepared
from judge.sandbox import Sandbox
from judge.sandbox.limits import MIB

PLAIN, NUMPY = (LANGUAGES[name].title for name in (tiny.PYTHON, tiny.SCIENTIFIC))


@dataclass(frozen=True)
class SetUp:
    """Seconds, and bytes at their most. ``load``: CPU of loading."""

    wall: float
    cpu: float
    load: float
    memory: int


def measure(languages: Sequence[str], rounds: int, core: int) -> Table:
    """Each language once a round."""
    prepared = {LANGUAGES[name].title: tiny.prepare(name) for name in languages}
    cases = {title: functools.partial(_set_up, code, core) for title, code in prepared.items()}
    return _table(in_turns(cases, rounds))


def _set_up(prepared: Prepared, core: int) -> SetUp:
    started = time.perf_counter()
    with Sandbox.start(prepared.runtime, tiny.LIMITS, core=core) as sandbox:
        wall = time.perf_counter() - started
        before = sandbox.cpu()
        tiny.use(sandbox, prepared.code)
        return SetUp(wall, sandbox.setup_cpu, sandbox.cpu() - before, sandbox.peak_memory())


def _table(sampled: Mapping[str, Sequence[SetUp]]) -> Table:
    columns = (
        Column("cpu_ms", "CPU, median ms"),
        Column("cpu_p95_ms", "p95"),
        Column("wall_ms", "wall, median ms"),
        Column("load_cpu_ms", "load and call, CPU ms"),
        Column("memory_mib", "memory, MiB"),
    )
    rows = (
        Row(
            title,
            {
                "cpu_ms": 1e3 * statistics.median(one.cpu for one in found),
                "cpu_p95_ms": 1e3 * percentile([one.cpu for one in found], 95),
                "wall_ms": 1e3 * statistics.median(one.wall for one in found),
                "load_cpu_ms": 1e3 * statistics.median(one.load for one in found),
                "memory_mib": statistics.median(one.memory for one in found) / MIB,
            },
        )
        for title, found in sampled.items()
    )
    return Table("setup", "Setting a sandbox up", columns, tuple(rows))
