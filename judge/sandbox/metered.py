"""Data that stay with the judge: code inside asks for parts of them, and each question is counted."""

from __future__ import annotations

import struct
from dataclasses import dataclass

# A question is two 8-byte numbers: where, and how many bytes.
QUESTION_BYTES = 16
_REFUSED = struct.pack(">I", 0xFFFFFFFF)


@dataclass
class Metered:
    """An argument of ``Sandbox.call``: an object inside with ``read(offset, n) -> bytes`` and a length.

    ``most_reads`` and ``most_bytes``: what may be asked for, all calls that are given this object
    together; beyond, ``read`` raises OSError inside, and ``refused`` counts it. ``reads`` and
    ``bytes_read`` are what was answered: by them, not by the inside, an access is priced."""

    data: bytes
    most_reads: int = 1_000_000
    most_bytes: int = 1 << 30
    reads: int = 0
    bytes_read: int = 0
    refused: int = 0

    def answer(self, question: bytes) -> bytes:
        """What a question is answered with: a length and that many bytes, cut at the end of the data."""
        offset, size = struct.unpack(">QQ", question)
        part = memoryview(self.data)[min(offset, len(self.data)) :]
        part = part[: min(size, len(part))]
        if self.reads >= self.most_reads or self.bytes_read + len(part) > self.most_bytes:
            self.refused += 1
            return _REFUSED
        self.reads += 1
        self.bytes_read += len(part)
        return struct.pack(">I", len(part)) + part
