"""Standard output and error of foreign code: always drained, kept up to a limit, counted in full."""

from __future__ import annotations

import os

_CHUNK = 1 << 16


class Text:
    """What came out of one pipe. ``kept`` holds at most ``limit`` bytes, ``seen`` counts all."""

    def __init__(self, descriptor: int, limit: int) -> None:
        self.descriptor = descriptor
        self.limit = limit
        self.kept = bytearray()
        self.seen = 0

    def read(self) -> int:
        """Take what is there, at most 64 KiB; the number of bytes, 0 at the end or when empty."""
        try:
            data = os.read(self.descriptor, _CHUNK)
        except BlockingIOError:
            return 0
        self.seen += len(data)
        self.kept += data[: max(0, self.limit - len(self.kept))]
        return len(data)

    def drain(self) -> None:
        """Take what one full pipe can hold. Who writes faster than this is met again by the loop."""
        for _ in range(8):
            if not self.read():
                return
