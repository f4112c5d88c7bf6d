"""Fresh slices of hidden data: cut at random, so that no call sees the same bytes twice."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

MOST_SECONDS_A_CALL = 1.0


@dataclass
class Slices:
    """Cuts slices of ``size`` bytes; offsets do not repeat while there are others left."""

    data: bytes
    size: int
    draw: random.Random
    _used: set[int] = field(default_factory=set)

    def cut(self, count: int) -> list[bytes]:
        return [self._one() for _ in range(count)]

    def _one(self) -> bytes:
        last = len(self.data) - self.size
        if len(self._used) > last:
            self._used.clear()
        start = self.draw.randint(0, last)
        while start in self._used:
            start = self.draw.randint(0, last)
        self._used.add(start)
        return self.data[start : start + self.size]


def slice_size(whole_bytes: int, slice_bytes: int, whole_cpu: float) -> int | None:
    """The package's slice size, half of it where a call would need over a second, None where half would.

    ``whole_cpu``: CPU seconds that the slower direction took on ``whole_bytes``. None: whole inputs only.
    """
    for size in (slice_bytes, slice_bytes // 2):
        fitting = min(size, whole_bytes // 2)
        if whole_cpu * fitting / whole_bytes <= MOST_SECONDS_A_CALL:
            return fitting
    return None
