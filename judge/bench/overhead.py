"""What one run costs beside the code that runs: a process, a box of others, a sandbox of ours."""

from __future__ import annotations

import functools
import struct
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from judge.bench import tiny
from judge.bench.others import DO_NOTHING, Other, environment, others
from judge.bench.places import roomier
from judge.bench.samples import MILLISECONDS, Sample, figures, in_turns, measured, run_to_end
from judge.bench.table import Column, Row, Table
from judge.errors import JudgeError
from judge.runtimes import Runtime
from judge.sandbox import Sandbox
from judge.sandbox.pool import Pool

STATIC, PYTHON = "static program: fork, exec", "Python: fork, exec"
COLD = "Lossless, cold: start, load, call, clean up"
WARM = "Lossless, warm: the same in a waiting sandbox"
REQUEST = "Lossless, warm: request to result"
ISOLATE = "isolate: init, run, cleanup"
_NAMES = {"isolate": ISOLATE, "bwrap": "bwrap alone", "runc": "runc run", "nsjail": "nsjail"}
_IDLE = 2
_LONGEST_WAIT = 10.0


def measure(rounds: int, core: int) -> Table:
    """Everything turn by turn. ``core``: the only one that sandboxes of ours run on, as when judging."""
    with tempfile.TemporaryDirectory(prefix="lossless-bench-") as name, roomier("python") as runtime:
        folder = Path(name)
        found = list(others(runtime, folder))
        plain = _plain_cases(runtime, folder)
        boxes = {_NAMES[other.name]: _whole_life(other) for other in found if other.commands}
        pool = Pool(_IDLE)
        try:
            ours = Ours(pool, core)
            sampled = in_turns({**plain, **boxes, COLD: ours.cold, WARM: ours.warm}, rounds)
        finally:
            pool.close()
    sampled[REQUEST] = ours.requests
    problems = {_NAMES[other.name]: other.problem for other in found if other.problem}
    return _table(sampled, problems)


@dataclass
class Ours:
    """Whole lives of our sandboxes; ``requests``: the calls of the warm ones."""

    pool: Pool
    core: int
    requests: list[Sample] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.prepared = tiny.prepare(tiny.PYTHON)
        while not self._is_ready(_LONGEST_WAIT / 10):
            # Who finds none waiting makes it keep more of them.
            for sandbox in [self._take() for _ in range(_IDLE + 1)]:
                sandbox.close()

    def cold(self) -> Sample:
        with measured() as sample:
            self._use(Sandbox.start(self.prepared.runtime, tiny.LIMITS, core=self.core))
        return sample

    def warm(self) -> Sample:
        """Wall until all is cleaned up; CPU with that of the replacement, which is started meanwhile."""
        self._await_ready()
        with measured() as sample:
            started = time.perf_counter()
            self.requests.append(self._use(self._take()))
            sample.wall = time.perf_counter() - started
            self._await_ready()
        return sample

    def _take(self) -> Sandbox:
        return self.pool.take(self.prepared.runtime, tiny.LIMITS, self.core)

    def _use(self, sandbox: Sandbox) -> Sample:
        with sandbox:
            return tiny.use(sandbox, self.prepared.code)

    def _await_ready(self) -> None:
        if not self._is_ready(_LONGEST_WAIT):
            raise JudgeError(f"the pool of sandboxes is not filled again within {_LONGEST_WAIT:g} s")

    def _is_ready(self, seconds: float) -> bool:
        end = time.monotonic() + seconds
        while self.pool.idle() < _IDLE:
            if time.monotonic() > end:
                return False
            time.sleep(0.002)
        return True


def _plain_cases(runtime: Runtime, folder: Path) -> dict[str, Callable[[], Sample]]:
    """Without any box: the floor."""
    static = folder / "static"
    static.write_bytes(_program_that_ends())
    static.chmod(0o755)
    outside = {
        name: f"{runtime.root}{value}" if value.startswith("/") else value
        for name, value in runtime.environment
    }
    python = [f"{runtime.root}{DO_NOTHING[0]}", *DO_NOTHING[1:]]
    return {
        STATIC: functools.partial(_run, [[str(static)]], {}),
        PYTHON: functools.partial(_run, [python], outside),
    }


def _whole_life(other: Other) -> Callable[[], Sample]:
    return functools.partial(_run, other.commands, environment())


def _run(commands: list[list[str]], variables: dict[str, str]) -> Sample:
    with measured() as sample:
        codes = [run_to_end(command, variables) for command in commands]
    if any(codes):
        raise JudgeError(f"{commands[codes.index(max(codes))][0]} ended with {codes}, expected zeros")
    return sample


def _program_that_ends() -> bytes:
    """The smallest ELF64 program: exit(0), which is all of it."""
    code = b"\x31\xff\xb8\x3c\x00\x00\x00\x0f\x05"  # xor edi, edi; mov eax, 60; syscall
    at = 64 + 56
    head = b"\x7fELF\x02\x01\x01" + bytes(9)
    head += struct.pack("<HHIQQQIHHHHHH", 2, 62, 1, 0x400000 + at, 64, 0, 0, 64, 56, 1, 0, 0, 0)
    size = at + len(code)
    return head + struct.pack("<IIQQQQQQ", 1, 5, 0, 0x400000, 0x400000, size, size, 0x1000) + code


def _table(sampled: dict[str, list[Sample]], problems: dict[str, str]) -> Table:
    """Ratios are of the medians of wall time."""
    rows = {name: figures(samples) for name, samples in sampled.items()}
    for values in rows.values():
        for key, base in (("to_python", PYTHON), ("to_isolate", ISOLATE)):
            values[key] = _ratio(values, rows.get(base))
    to_isolate = (Column("to_isolate", "÷ isolate", 2),) if ISOLATE in rows else ()
    return Table(
        "overhead",
        "Fixed cost of a run",
        (*MILLISECONDS, Column("to_python", "÷ Python", 2), *to_isolate),
        tuple(Row(name, values) for name, values in rows.items())
        + tuple(Row(name, {}, problem) for name, problem in problems.items()),
    )


def _ratio(values: dict[str, float | None], base: dict[str, float | None] | None) -> float | None:
    mine, other = values["wall_ms"], base["wall_ms"] if base else None
    return mine / other if mine is not None and other else None
