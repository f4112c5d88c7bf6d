"""Fresh slices of hidden data: cut at random, so that no call sees the same bytes twice."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

MOST_SECONDS_A_CALL = 1.0


@dataclass
class Slices:
    """Cuts slices of ``size`` bytes; offsets do not repeat while there are others left. A header stands before
    each, and whole frames come after it."""

    data: bytes
    size: int
    draw: random.Random
    header_bytes: int = 0
    frame_bytes: int = 1
    _used: set[int] = field(default_factory=set, init=False)

    def cut(self, count: int) -> list[bytes]:
        return [self._one() for _ in range(count)]

    def _one(self) -> bytes:
        header, body = self.data[: self.header_bytes], self.size - self.header_bytes
        last = (len(self.data) - self.size) // self.frame_bytes
        if len(self._used) > last:
            self._used.clear()
        frame = self.draw.randint(0, last)
        while frame in self._used:
            frame = self.draw.randint(0, last)
        self._used.add(frame)
        start = self.header_bytes + frame * self.frame_bytes
        return header + self.data[start : start + body]


def whole_frames(size: int, header_bytes: int, frame_bytes: int) -> int:
    """The size of a header and as many frames as fit in ``size`` bytes, one at least."""
    return header_bytes + max(1, (size - header_bytes) // frame_bytes) * frame_bytes


def slice_size(whole_bytes: int, slice_bytes: int, whole_cpu: float) -> int | None:
    """The package's slice size, half of it where a call would need over a second, None where half would.

    ``whole_cpu``: CPU seconds that the slower direction took on ``whole_bytes``. None: whole inputs only.
    """
    for size in (slice_bytes, slice_bytes // 2):
        fitting = min(size, whole_bytes // 2)
        if whole_cpu * fitting / whole_bytes <= MOST_SECONDS_A_CALL:
            return fitting
    return None
