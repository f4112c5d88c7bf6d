"""Can two sandboxes of different times tell each other something through what both run on?

On most file systems the kernel remembers each name that was looked for in vain, for everyone: one sandbox
asks for names, a later one measures which of them are answered at once. On tmpfs nothing is remembered,
since all that there is lies in memory anyway.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from judge.sandbox.runtime import Runtime

_SILENT = ("tmpfs", "ramfs")


def file_system(path: Path) -> str:
    """The kind of file system a path lies on, by its device; empty when that is not mounted here."""
    device = path.stat().st_dev
    wanted = f"{os.major(device)}:{os.minor(device)}"
    for line in Path("/proc/self/mountinfo").read_text().splitlines():
        place, _, kind = line.partition(" - ")
        if place.split()[2] == wanted:
            return kind.split()[0]
    return ""


def complaint(runtimes: Iterable[Runtime]) -> str:
    """Which of the runtimes that submissions use leave this channel open, and what to do; empty when none."""
    kinds = {runtime.name: file_system(runtime.root) for runtime in runtimes}
    told = {name: kind or "an unknown file system" for name, kind in kinds.items() if kind not in _SILENT}
    if not told:
        return ""
    where = ", ".join(f"{name} on {kind}" for name, kind in sorted(told.items()))
    return (
        f"a submission can leave signs for a later one: {where}, where looked-for names are remembered. "
        "Give /dev/shm more room, and let programs be started from it; see operations."
    )
