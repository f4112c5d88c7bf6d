"""The core on which speed is measured: chosen, held alone, and shared by both sides of every pair."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from judge.storage import var_folder


def measure_core() -> int:
    """LOSSLESS_MEASURE_CORE where that core may be used, else the last core that may."""
    allowed = os.sched_getaffinity(0)
    named = os.environ.get("LOSSLESS_MEASURE_CORE", "")
    return int(named) if named.isdigit() and int(named) in allowed else max(allowed)


def other_cores() -> tuple[int, ...]:
    """The cores beside the measuring one, for what is not timed. A process that was put on that core to
    measure leaves it for this. Empty where there is no other."""
    allowed, measuring = os.sched_getaffinity(0), measure_core()
    if allowed == {measuring} and os.environ.get("LOSSLESS_MEASURE_CORE"):
        allowed = set(range(os.cpu_count() or 1))
    return tuple(sorted(allowed - {measuring}))


@contextmanager
def held_core() -> Iterator[int]:
    """The measuring core, to start sandboxes on; nobody else of this installation measures there.

    Waits while another judging holds it.
    """
    core = measure_core()
    folder = var_folder() / "run"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"core-{core}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield core


def processor_model() -> str:
    """What the kernel calls this processor."""
    with open("/proc/cpuinfo") as lines:
        for line in lines:
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return os.uname().machine
