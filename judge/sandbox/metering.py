"""What counts and limits a sandbox from outside: a control group, or the process's own clock.

Source: clock_getcpuclockid(3) for the number of another process's clock.
"""

from __future__ import annotations

import contextlib
import functools
import os
import resource
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from judge.errors import JudgeError
from judge.sandbox.cgroups import GroupV1, GroupV2
from judge.sandbox.limits import Limits
from judge.sandbox.policy import PLAIN, Policy

_CPUCLOCK_SCHED = 2


class Meter(Protocol):
    """Counts one sandbox from outside. CPU in seconds, memory in bytes."""

    kind: str
    thread_limit: int
    """Threads the process must be limited to; 0 where they are counted."""

    def enter(self) -> None:
        """Called in the child between fork and exec: joins the group."""

    def follow(self, pid: int) -> None:
        """Told the host pid of the sandboxed program where that is what is counted."""

    def inner_group(self) -> str | None:
        """What an OCI runtime is to call the group it makes, below the counted one; None without groups."""

    def limit_memory(self, memory: int, spare: int) -> None:
        """Change the limit to ``memory`` bytes; where address space stands in for memory, it may have
        ``spare`` bytes more, for what the program and its libraries map."""

    def cpu(self) -> float: ...

    def peak(self) -> int: ...

    def out_of_memory(self, killed: bool) -> bool:
        """Whether the limit on memory ended it; ``killed``: it was, and not by the judge."""

    def close(self) -> None:
        """Remove the group, and kill what should be left in it."""


def new_meter(limits: Limits, policy: Policy = PLAIN) -> Meter:
    """The best accounting this process may use. Raises JudgeError when it fails all of a sudden."""
    makers: dict[str, Callable[[Limits], Meter]] = {
        "v1": GroupV1,
        "v2": GroupV2,
        "process": ProcessTree if policy.processes else ProcessClock,
    }
    try:
        return makers[accounting()](limits)
    except OSError as error:
        raise JudgeError(f"no control group could be made: {error}") from error


@functools.cache
def accounting() -> str:
    """``v1``, ``v2`` or ``process``: found out by making a group of each kind and removing it.

    What judges that died left behind is killed and removed on the way.
    """
    for group in (GroupV2, GroupV1):
        with contextlib.suppress(OSError, LookupError):
            group.sweep()
            group(Limits()).close()
            return group.kind
    return "process"


class ProcessClock:
    """The CPU clock of the one process in the sandbox: exact, because it may start no other."""

    kind = "process"

    def __init__(self, limits: Limits) -> None:
        self.thread_limit = limits.threads + 1
        self._pid = 0
        self._cpu = 0.0
        self._peak = 0

    def enter(self) -> None:
        pass

    def follow(self, pid: int) -> None:
        self._pid = pid

    def inner_group(self) -> str | None:
        return None

    def limit_memory(self, memory: int, spare: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            resource.prlimit(self._pid, resource.RLIMIT_AS, (memory + spare, memory + spare))

    def cpu(self) -> float:
        with contextlib.suppress(OSError):  # The process is gone: what was last seen counts.
            self._cpu = max(self._cpu, time.clock_gettime((~self._pid << 3) | _CPUCLOCK_SCHED))
        return self._cpu

    def peak(self) -> int:
        with contextlib.suppress(OSError, StopIteration):
            # Programs choose their names, of whatever bytes.
            status = Path(f"/proc/{self._pid}/status").read_text(errors="replace").splitlines()
            line = next(line for line in status if line.startswith("VmHWM"))
            self._peak = max(self._peak, int(line.split()[1]) * 1024)
        return self._peak

    def out_of_memory(self, killed: bool) -> bool:
        return False

    def close(self) -> None:
        pass


class ProcessTree(ProcessClock):
    """For programs that may start others: ticks of all that live and of all that were waited for. Enough
    to end a compiler that takes too long, not to measure."""

    def cpu(self) -> float:
        ticks = sum(map(_ticks, _tree(self._pid)))
        self._cpu = max(self._cpu, ticks / os.sysconf("SC_CLK_TCK"))
        return self._cpu


def _tree(pid: int) -> Iterator[int]:
    """A process and all below it, as far as they live."""
    yield pid
    for child in _children(pid):
        yield from _tree(child)


def _children(pid: int) -> list[int]:
    children: list[int] = []
    with contextlib.suppress(OSError):  # It ended meanwhile.
        for thread in os.scandir(f"/proc/{pid}/task"):
            with contextlib.suppress(OSError):  # One of its threads did.
                children += map(int, Path(thread.path, "children").read_text().split())
    return children


def _ticks(pid: int) -> int:
    """Of a process and its children that were waited for, in user and in system mode."""
    with contextlib.suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
        return sum(map(int, fields[11:15]))
    return 0
