"""What running foreign code took, and in which time some of it was under way."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass
class Spent:
    """Seconds of CPU and of wall time, all runs together. ``runs``: begin and end of each, on the clock that
    never goes back. One thread at a time adds to it."""

    cpu: float = 0.0
    wall: float = 0.0
    runs: list[tuple[float, float]] = field(default_factory=list)

    def add(self, cpu: float, wall: float) -> None:
        """Note a run that has just ended."""
        end = time.monotonic()
        self.cpu += cpu
        self.wall += wall
        self.runs.append((end - wall, end))


def busy_seconds(spents: Iterable[Spent]) -> float:
    """Seconds in which at least one run was under way: those at the same time count once."""
    busy = until = 0.0
    for begin, end in sorted(run for spent in spents for run in spent.runs):
        busy += max(0.0, end - max(begin, until))
        until = max(until, end)
    return busy
