"""Is all that a sandbox uses counted? Known amounts, measured inside by the processes' own clocks, against
what is read from outside.

Where processes are only counted one by one, without a control group, submissions may start none, and have
no folder to write to: what is not counted is not allowed either.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from judge.bench.places import roomier
from judge.bench.table import Column, Row, Table
from judge.errors import JudgeError
from judge.runtimes import Runtime
from judge.sandbox import Limits, Sandbox
from judge.sandbox.limits import MIB
from judge.sandbox.metering import accounting
from judge.sandbox.policy import Policy
from judge.sandbox.runtime import PYTHON

CPU, MEMORY = "CPU", "memory"
_PROGRAM = Path(__file__).with_name("spender.py")
# CPU seconds are told as whole milliseconds.
_MILLISECONDS = 500
_BYTES = 128 * MIB
_LIMITS = Limits(cpu=60.0, memory=512 * MIB)
_NEEDS_GROUP = "no control group here: not counted, and not allowed to submissions"


@dataclass(frozen=True)
class Spending:
    """``function`` of the spender; ``beyond_process``: only a control group can count it."""

    kind: str
    name: str
    function: str
    beyond_process: bool = False


SPENDINGS = (
    Spending(CPU, "CPU of the process alone", "cpu_alone"),
    Spending(CPU, "CPU of 4 threads", "cpu_threads"),
    Spending(CPU, "CPU of a child", "cpu_child", True),
    Spending(CPU, "CPU of an orphaned grandchild", "cpu_orphan", True),
    Spending(MEMORY, "peak memory, malloc", "memory_malloc"),
    Spending(MEMORY, "peak memory, mmap", "memory_mmap"),
    Spending(MEMORY, "peak memory, files in tmpfs", "memory_tmpfs", True),
)


def measure(repeats: int = 1) -> Table:
    """The worst of some repeats of each spending, each in a fresh sandbox."""
    with spending_runtime() as runtime:
        rows = [*_rows(runtime, repeats)]
    columns = (
        Column("used", "used", 3),
        Column("counted", "counted", 3),
        Column("error_percent", "error, %", 2),
    )
    return Table("accounting", f"What is counted ({accounting()}): s or MiB", columns, tuple(rows))


def worst_error(table: Table, kind: str) -> float | None:
    """Percent, of all rows of that kind that could be counted."""
    names = [spending.name for spending in SPENDINGS if spending.kind == kind]
    errors = [error for name in names if (error := table.figure(name, "error_percent")) is not None]
    return max(map(abs, errors), default=None)


def counted(spending: Spending, runtime: Runtime) -> tuple[float, float]:
    """The amount by the spender's own word, and by what is read from outside; seconds or MiB."""
    with Sandbox.start(runtime, _LIMITS) as sandbox:
        at_first = sandbox.peak_memory()
        if spending.kind == MEMORY:
            used = _spend(sandbox, spending, _BYTES)
            return used / MIB, (sandbox.peak_memory() - at_first) / MIB
        before = sandbox.cpu()
        used = _spend(sandbox, spending, _MILLISECONDS)
        return used, sandbox.cpu() - before


@contextmanager
def spending_runtime() -> Iterator[Runtime]:
    """The spender in a sandbox that may start processes and write to a scratch folder, if that is counted."""
    grouped = accounting() != "process"
    scratch = 2 * _BYTES if grouped else 0
    policy = Policy(processes=grouped, scratch_bytes=scratch, spare_addresses=1024 * MIB)
    with roomier("peers") as runtime:
        program = (*PYTHON[:-1], "-c", _PROGRAM.read_text())
        yield replace(runtime, program=program, policy=policy, pooled=False)


def _rows(runtime: Runtime, repeats: int) -> Iterator[Row]:
    for spending in SPENDINGS:
        if spending.beyond_process and accounting() == "process":
            yield Row(spending.name, {}, _NEEDS_GROUP)
        else:
            pairs = [counted(spending, runtime) for _ in range(repeats)]
            used, read = max(pairs, key=lambda pair: abs(_error(pair)))
            yield Row(spending.name, {"used": used, "counted": read, "error_percent": _error((used, read))})


def _error(pair: tuple[float, float]) -> float:
    used, read = pair
    return 100 * (read - used) / used


def _spend(sandbox: Sandbox, spending: Spending, amount: int) -> float:
    outcome = sandbox.call(spending.function, amount)
    if not outcome.ok:
        raise JudgeError(f"{spending.function} ended as {outcome.status.value}: {outcome.text[-200:]}")
    return float(outcome.output)
