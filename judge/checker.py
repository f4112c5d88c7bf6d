"""Timed blobs, decoded once more where nothing is timed, and in an order that no codec can know.

A decoder that needs what was decoded before, since its compressor referred to that, does not find it here.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from judge.codec import DECOMPRESS, Codec, Failed
from judge.gate import CpuLimits
from judge.sandbox import Sandbox

# So many blobs wait, of which any may be next; more would only hold memory.
MOST_WAITING = 16
Owner = TypeVar("Owner")


@dataclass(frozen=True)
class Waiting(Generic[Owner]):
    """A blob, what it must become, and whose it is."""

    blob: bytes
    data: bytes
    limits: CpuLimits
    owner: Owner


class NotDecoded(Failed):
    """As Failed, of a blob that was timed some while ago; ``owner``: whose that is."""

    def __init__(self, verdict: str, owner: object, text: str = "") -> None:
        self.owner = owner
        super().__init__(verdict, text)


@dataclass
class Checker(Generic[Owner]):
    """``sandbox``: one in which nothing else is done."""

    codec: Codec
    draw: random.Random
    sandbox: Sandbox
    waiting: list[Waiting[Owner]] = field(default_factory=list)

    def add(self, blob: bytes, data: bytes, limits: CpuLimits, owner: Owner) -> None:
        """Take one in, and decode one where too many wait. Raises NotDecoded."""
        self.waiting.append(Waiting(blob, data, limits, owner))
        if len(self.waiting) > MOST_WAITING:
            self._decode_one()

    def finish(self) -> None:
        """Decode all that still wait. Raises NotDecoded."""
        while self.waiting:
            self._decode_one()

    def _decode_one(self) -> None:
        one = self.waiting.pop(self.draw.randrange(len(self.waiting)))
        limit, most = one.limits.decompress, self.codec.limits.output
        try:
            outcome = self.codec.call(self.sandbox, DECOMPRESS, one.blob, limit, most)
        except Failed as failed:
            raise NotDecoded(failed.verdict, one.owner, failed.text) from None
        if outcome.output != one.data:
            raise NotDecoded("WA", one.owner)
