"""A codec at several sizes of its model: bits per byte of blobs that were really made, and can be decoded.

The size is a budget of parameters that the judge chooses, not a number that code reports, so nobody can move
points along the axis.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass, replace

from judge.codec import COMPRESS, DECOMPRESS, Codec, Failed
from judge.gate import CpuLimits
from judge.package.model import Family, Package
from judge.sandbox import Outcome, Sandbox
from judge.scoring import expansion_limit
from judge.task import Answer, call_in

Point = tuple[int, float]


@dataclass(frozen=True)
class Curve:
    """The blob of each size, sizes rising, and what making it took: CPU in seconds."""

    data_bytes: int
    packed: tuple[tuple[int, Outcome], ...]

    @property
    def points(self) -> tuple[Point, ...]:
        """Parameters and bits per byte."""
        return tuple((size, 8 * len(packed.output) / self.data_bytes) for size, packed in self.packed)

    @property
    def cpu(self) -> float:
        """That of the slowest size."""
        return max(packed.cpu for _, packed in self.packed)


def measure(codec: Codec, data: bytes, sizes: Sequence[int], limits: CpuLimits, draw: random.Random) -> Curve:
    """Pack the data at each size, in a fresh sandbox each; what starts slowly packs all in one, in an order that
    nobody can know. Raises Failed."""
    packed = {}
    with ExitStack() as stack:
        sandbox = stack.enter_context(codec.loaded()) if codec.runtime.slow_start else None
        for size in draw.sample(sizes, len(sizes)):
            with nullcontext(sandbox) if sandbox else codec.loaded() as at_work:
                packed[size] = _pack(replace(codec, size=size), at_work, data, limits)
    return Curve(len(data), tuple((size, packed[size]) for size in sizes))


def answer_about_curve(
    package: Package, family: Family, codec: Codec, case: bytes, limits: CpuLimits, draw: random.Random
) -> Answer:
    """Measure the curve, and call the family's function with all points but the last, which it has to
    foretell; then decode one size that nobody knows before. Raises Failed."""
    curve = measure(codec, case, package.sizes, limits, draw)
    known = [list(point) for point in curve.points[:-1]]
    size, packed = draw.choice(curve.packed)
    with codec.loaded() as sandbox:
        # The function comes first: a blob tells more than it may know.
        answer = call_in(codec, sandbox, family.function, [known], limits.compress)
        decompress_cpu = decode(replace(codec, size=size), sandbox, packed.output, case, limits)
    return replace(answer, cpu=max(answer.cpu, curve.cpu), decompress_cpu=decompress_cpu, points=curve.points)


def _pack(codec: Codec, sandbox: Sandbox, data: bytes, limits: CpuLimits) -> Outcome:
    return codec.call(sandbox, COMPRESS, data, limits.compress, expansion_limit(len(data)))


def decode(codec: Codec, sandbox: Sandbox, blob: bytes, data: bytes, limits: CpuLimits) -> float:
    """CPU seconds of decoding a blob to the data that it was made of. Raises Failed."""
    unpacked = codec.call(sandbox, DECOMPRESS, blob, limits.decompress, codec.limits.output)
    if unpacked.output != data:
        raise Failed("WA", got=unpacked.output)
    return unpacked.cpu
