"""What a sandbox has to know of a built runtime."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from judge.sandbox.policy import PLAIN, Policy

PYTHON = ("/python/bin/python3", "-B", "-s", "-P", "-S", "/judge/harness.py")


@dataclass(frozen=True)
class Runtime:
    """A built runtime: the folder that becomes ``/`` inside, the variables of its processes, and the
    compiled modules the harness loads before it locks itself down. ``versions``: what receipts name.

    ``program``: the command inside, which speaks the protocol and loads stage two of ``policy`` before it
    says that it is ready. A root whose policy has scratch holds an empty folder ``tmp``. ``pooled``: idle
    ones may wait, started, for work. ``slow_start``: starting takes longer than most calls, so that small cases
    share a sandbox."""

    name: str
    root: Path
    environment: tuple[tuple[str, str], ...]
    preload: tuple[str, ...]
    versions: tuple[tuple[str, str], ...]
    program: tuple[str, ...] = PYTHON
    policy: Policy = PLAIN
    pooled: bool = True
    slow_start: bool = False

    def command(self, jobs: int, results: int, threads: int) -> list[str]:
        """The command line inside: the numbers of the two pipes, and how many threads the process
        may have (0: counted from outside)."""
        return [*self.program, str(jobs), str(results), str(threads), ",".join(self.preload)]
