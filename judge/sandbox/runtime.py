"""What a sandbox has to know of a built runtime."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Runtime:
    """A built runtime: the folder that becomes ``/`` inside, the variables of its processes, and the
    compiled modules the harness loads before it locks itself down. ``versions``: what receipts name."""

    name: str
    root: Path
    environment: tuple[tuple[str, str], ...]
    preload: tuple[str, ...]
    versions: tuple[tuple[str, str], ...]

    def command(self, jobs: int, results: int, threads: int) -> list[str]:
        """The command line inside: the numbers of the two pipes, and how many threads the process
        may have (0: counted from outside)."""
        python = ["/python/bin/python3", "-B", "-s", "-P", "-S", "/judge/harness.py"]
        return [*python, str(jobs), str(results), str(threads), ",".join(self.preload)]
