"""Data that stay with the judge: code inside asks for parts of them, and each question is counted."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Protocol

# A question is two 8-byte numbers: where, and how many bytes.
QUESTION_BYTES = 16
_REFUSED = struct.pack(">I", 0xFFFFFFFF)


class Data(Protocol):
    """What can be read in parts: bytes, or pieces of them."""

    def __len__(self) -> int: ...

    def __getitem__(self, part: slice, /) -> bytes: ...


@dataclass(frozen=True)
class Pieces:
    """Pieces of bytes, one after the other, as if they were one: a piece that comes up again costs nothing."""

    pieces: Sequence[bytes] = field(repr=False)
    _ends: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_ends", list(accumulate(map(len, self.pieces))))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __getitem__(self, part: slice) -> bytes:
        start, end, _ = part.indices(len(self))
        parts = []
        at = bisect_right(self._ends, start)
        while start < end:
            piece = self.pieces[at]
            offset = start - (self._ends[at] - len(piece))
            parts.append(piece[offset : offset + end - start])
            start += len(parts[-1])
            at += 1
        return b"".join(parts)


@dataclass
class Metered:
    """An argument of ``Sandbox.call``: an object inside with ``read(offset, n) -> bytes`` and a length.

    ``most_reads`` and ``most_bytes``: what may be asked for, all calls that are given this object
    together; beyond, ``read`` raises OSError inside, and ``refused`` counts it. ``reads`` and
    ``bytes_read`` are what was answered: by them, not by the inside, an access is priced."""

    data: Data
    most_reads: int = 1_000_000
    most_bytes: int = 1 << 30
    reads: int = 0
    bytes_read: int = 0
    refused: int = 0

    def answer(self, question: bytes) -> bytes:
        """What a question is answered with: a length and that many bytes, cut at the end of the data."""
        offset, size = struct.unpack(">QQ", question)
        start = min(offset, len(self.data))
        size = min(size, len(self.data) - start)
        if self.reads >= self.most_reads or self.bytes_read + size > self.most_bytes:
            self.refused += 1
            return _REFUSED
        self.reads += 1
        self.bytes_read += size
        return struct.pack(">I", size) + self.data[start : start + size]


@dataclass
class Files:
    """An argument of ``Sandbox.call``: an iterable inside of (name, iterator of chunks), in this order.

    ``table``: of each file its name, where it begins in ``metered``, its size and that of its chunks, in
    bytes. What is read counts in ``metered``."""

    metered: Metered
    table: Sequence[tuple[str, int, int, int]]
