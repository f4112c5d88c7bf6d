"""A codec at several sizes of its model: bits per byte of blobs that were really made, and can be decoded.

The size is a budget of parameters that the judge chooses, not a number that code reports, so nobody can move
points along the axis.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from judge.codec import COMPRESS, DECOMPRESS, Codec, Failed
from judge.gate import CpuLimits
from judge.package.model import Family, Package
from judge.scoring import expansion_limit
from judge.task import Answer, call

Point = tuple[int, float]


@dataclass(frozen=True)
class Curve:
    """``points``: parameters and bits per byte, sizes rising. CPU in seconds, that of the slowest size."""

    points: tuple[Point, ...]
    compress_cpu: float
    decompress_cpu: float


def measure(codec: Codec, data: bytes, sizes: Sequence[int], limits: CpuLimits, draw: random.Random) -> Curve:
    """Pack the data at each size, and decode one that nobody knows before. Raises Failed."""
    decoded = draw.choice(sizes)
    points, compress_cpu, decompress_cpu = [], 0.0, 0.0
    for size in sizes:
        at_size = replace(codec, size=size)
        with at_size.loaded() as sandbox:
            packed = at_size.call(sandbox, COMPRESS, data, limits.compress, expansion_limit(len(data)))
        points.append((size, 8 * len(packed.output) / len(data)))
        compress_cpu = max(compress_cpu, packed.cpu)
        if size == decoded:
            decompress_cpu = _decode(at_size, packed.output, data, limits)
    return Curve(tuple(points), compress_cpu, decompress_cpu)


def answer_about_curve(
    package: Package, family: Family, codec: Codec, case: bytes, limits: CpuLimits, draw: random.Random
) -> Answer:
    """Measure the curve, and call the family's function with all points but the last, which it has to foretell.
    Raises Failed."""
    curve = measure(codec, case, package.sizes, limits, draw)
    answer = call(codec, family.function, [[list(point) for point in curve.points[:-1]]], limits.compress)
    return replace(
        answer,
        cpu=max(answer.cpu, curve.compress_cpu),
        decompress_cpu=curve.decompress_cpu,
        points=curve.points,
    )


def _decode(codec: Codec, blob: bytes, data: bytes, limits: CpuLimits) -> float:
    with codec.loaded() as sandbox:
        unpacked = codec.call(sandbox, DECOMPRESS, blob, limits.decompress, codec.limits.output)
    if unpacked.output != data:
        raise Failed("WA", got=unpacked.output)
    return unpacked.cpu
