"""Starts programs, watches them, and stops all of them together."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from config.bootstrap.failure import Failure, last_words

STOP_SECONDS = 8.0
LOOK_EVERY_SECONDS = 0.2
# A child that may start anew has so many tries within that time; each wait is twice the last.
MOST_STARTS = 6
WITHIN_SECONDS = 300.0
FIRST_WAIT_SECONDS = 1.0
LARGEST_LOG_BYTES = 20_000_000
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Program:
    """What to start. ``restarts``: its death alone ends nothing, unless it keeps dying.
    ``is_errand``: it ends by itself, and whether it came to something stands in its log.
    ``serves_others``: it stops when all others have."""

    name: str
    command: Sequence[str]
    variables: Mapping[str, str]
    cores: frozenset[int] = frozenset()
    restarts: bool = False
    is_errand: bool = False
    serves_others: bool = False


@dataclass
class Child:
    program: Program
    log: Path
    process: subprocess.Popen[bytes] | None = None
    starts: list[float] = field(default_factory=list)
    start_at: float = 0.0

    def start(self) -> None:
        _keep_small(self.log)
        program, parent = self.program, os.getpid()

        def prepare() -> None:
            """In the child: go when the supervisor goes, however it goes."""
            _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
            if os.getppid() != parent:
                os._exit(1)
            if program.cores:
                os.sched_setaffinity(0, program.cores)

        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                list(program.command),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=dict(program.variables),
                start_new_session=True,
                preexec_fn=prepare,
            )
        self.starts = [*self.starts, time.monotonic()][-MOST_STARTS:]

    @property
    def is_dead(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    @property
    def keeps_dying(self) -> bool:
        return len(self.starts) == MOST_STARTS and time.monotonic() - self.starts[0] < WITHIN_SECONDS

    def bury(self) -> None:
        """What the dead one left in its session goes, too."""
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process = None

    def failure(self) -> Failure:
        code = self.process.returncode if self.process else None
        how = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
        return Failure(
            f"{self.program.name} ended by itself ({how}), so everything was stopped",
            last_words(_tail(self.log)),
            f"Read {self.log}, mend what it names, then start again: python3 manage.py up",
        )


class Supervisor:
    def __init__(self, logs: Path) -> None:
        self.logs = logs
        self.children: list[Child] = []
        self.is_asked_to_stop = False

    def start(self, program: Program) -> Child:
        self.logs.mkdir(mode=0o700, parents=True, exist_ok=True)
        child = Child(program, self.logs / f"{program.name}.log")
        child.start()
        self.children.append(child)
        return child

    def obey_signals(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)

    def watch(self) -> None:
        """Until somebody asks to stop. Raises Failure when a child is dead and stays so."""
        while not self.is_asked_to_stop:
            self.look()
            time.sleep(LOOK_EVERY_SECONDS)

    def look(self) -> None:
        """Once over all children. Raises Failure."""
        for child in list(self.children):
            if child.process is None and time.monotonic() >= child.start_at:
                child.start()
            elif child.is_dead and not self.is_asked_to_stop:
                self._on_death(child)

    def stop(self) -> None:
        """All of them; whoever does not go in time is killed."""
        for last in (False, True):
            _end([child for child in self.children if child.program.serves_others is last])

    def _on_death(self, child: Child) -> None:
        if child.program.is_errand:
            child.bury()
            self.children.remove(child)
            return
        if not child.program.restarts or child.keeps_dying:
            raise child.failure()
        child.bury()
        child.start_at = time.monotonic() + FIRST_WAIT_SECONDS * 2 ** (len(child.starts) - 1)

    def _on_signal(self, _number: int, _frame: object) -> None:
        self.is_asked_to_stop = True


def _end(children: Sequence[Child]) -> None:
    """Told at once, so that the slowest decides how long it takes."""
    processes = [child.process for child in children if child.process]
    for child in children:
        if child.process and child.process.poll() is None:
            child.process.send_signal(signal.SIGTERM)
    end = time.monotonic() + STOP_SECONDS
    for process in processes:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(max(0.0, end - time.monotonic()))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _keep_small(log: Path) -> None:
    """One older log is kept beside the running one."""
    with contextlib.suppress(FileNotFoundError):
        if log.stat().st_size > LARGEST_LOG_BYTES:
            log.replace(log.with_suffix(".log.1"))


def _tail(log: Path) -> str:
    with log.open("rb") as stream:
        stream.seek(max(0, log.stat().st_size - 10_000))
        return stream.read().decode(errors="replace")
