"""The gate: every byte of every case comes back, each run within its limits, in a fresh sandbox.

Compress and decompress never share a sandbox, so a decoder knows nothing but its blob.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from judge.codec import COMPRESS, DECOMPRESS, Codec, Failed
from judge.estimate import Pair, net
from judge.sandbox import Outcome, Sandbox
from judge.scoring import expansion_limit

LEAST_CPU_LIMIT = 2.0
TIMES_REFERENCE = 32
NO_OPS = 3


@dataclass(frozen=True)
class CpuLimits:
    """Seconds of CPU for each direction of one case."""

    compress: float
    decompress: float

    @classmethod
    def against(cls, compress: float, decompress: float) -> CpuLimits:
        """32 × what the reference took, and never below 2 s."""
        return cls(
            max(LEAST_CPU_LIMIT, TIMES_REFERENCE * compress),
            max(LEAST_CPU_LIMIT, TIMES_REFERENCE * decompress),
        )

    def at_least(self, bytes_per_second: float, size: int) -> CpuLimits:
        """As far as a codec may be as slow as that on ``size`` bytes; 0 for no such floor."""
        if not bytes_per_second:
            return self
        most = max(LEAST_CPU_LIMIT, size / bytes_per_second)
        return CpuLimits(min(self.compress, most), min(self.decompress, most))


# For the reference, and for an operator who may bring a large input and a slow codec.
UNLIMITED = CpuLimits(600.0, 600.0)


@dataclass(frozen=True)
class RoundTrip:
    """One case through both directions. CPU in seconds, memory in bytes. ``no_op``: what carrying the data
    and the blob through a sandbox costs, known of trusted codecs."""

    blob: bytes
    compress_cpu: float
    decompress_cpu: float
    peak_memory: int
    no_op: float = 0.0


@dataclass(frozen=True)
class WholePair:
    """Candidate and reference on the same whole input, right after each other."""

    candidate: RoundTrip
    reference: RoundTrip

    @property
    def compress(self) -> Pair:
        return self._pair(self.candidate.compress_cpu, self.reference.compress_cpu)

    @property
    def decompress(self) -> Pair:
        return self._pair(self.candidate.decompress_cpu, self.reference.decompress_cpu)

    def _pair(self, candidate: float, reference: float) -> Pair:
        return Pair(net(candidate, self.reference.no_op), net(reference, self.reference.no_op))


@dataclass(frozen=True)
class Passed:
    """A family that came through the gate: one round trip a case, a pair where it is scored."""

    trips: tuple[RoundTrip, ...]
    pair: WholePair | None = None

    @property
    def blob_bytes(self) -> int:
        return sum(len(trip.blob) for trip in self.trips)

    @property
    def peak_memory(self) -> int:
        return max((trip.peak_memory for trip in self.trips), default=0)


def round_trip(codec: Codec, data: bytes, limits: CpuLimits) -> RoundTrip:
    """Compress in one fresh sandbox, decompress in another, compare outside. Raises Failed."""
    with codec.loaded() as sandbox:
        packed = codec.call(sandbox, COMPRESS, data, limits.compress, expansion_limit(len(data)))
        compress_cpu, peak = _all_cpu(sandbox, packed), sandbox.peak_memory()
    with codec.loaded() as sandbox:
        unpacked = codec.call(sandbox, DECOMPRESS, packed.output, limits.decompress, codec.limits.output)
        decompress_cpu, peak = _all_cpu(sandbox, unpacked), max(peak, sandbox.peak_memory())
        no_op = _no_op(codec, sandbox, len(data) + len(packed.output)) if codec.trusted else 0.0
    if unpacked.output != data:
        raise Failed("WA", got=unpacked.output)
    return RoundTrip(packed.output, compress_cpu, decompress_cpu, peak, no_op)


def _all_cpu(sandbox: Sandbox, outcome: Outcome) -> float:
    """A call and what went on after its answer, since nothing else is asked that could be charged for it."""
    return outcome.cpu + sandbox.unpaid_cpu()


def _no_op(codec: Codec, sandbox: Sandbox, carried: int) -> float:
    """Carrying so many bytes, in and out together. In a trusted sandbox: code can make its own no-op slow."""
    data = bytes(carried // 2)
    return median(codec.checked(sandbox.echo(data)).cpu for _ in range(NO_OPS))


def whole_pair(
    candidate: Codec, reference: Codec, data: bytes, limits: CpuLimits, *, candidate_first: bool
) -> WholePair:
    """Both codecs on a whole input, each call in a fresh sandbox. Raises Failed for the candidate."""
    if candidate_first:
        own = round_trip(candidate, data, limits)
        return WholePair(own, round_trip(reference, data, UNLIMITED))
    other = round_trip(reference, data, UNLIMITED)
    return WholePair(round_trip(candidate, data, limits), other)


def pass_beside(
    codec: Codec, data: bytes, reference: Codec, limits: CpuLimits, draw: random.Random
) -> Passed:
    """A scored family: one case, right before or after the reference. Raises Failed."""
    pair = whole_pair(codec, reference, data, limits, candidate_first=draw.random() < 0.5)
    return Passed((pair.candidate,), pair)


def pass_alone(
    codec: Codec,
    cases: Sequence[bytes],
    limits: Sequence[CpuLimits],
    draw: random.Random,
    goes_on: Callable[[], bool] = lambda: True,
) -> Passed | None:
    """All cases of a family that is not scored; None when it was told to stop. Raises Failed at the first."""
    if codec.runtime.slow_start:
        return Passed(tuple(shared_round_trips(codec, cases, limits, draw)))
    trips = []
    for case, limit in zip(cases, limits, strict=True):
        if not goes_on():
            return None
        trips.append(round_trip(codec, case, limit))
    return Passed(tuple(trips))


def shared_round_trips(
    codec: Codec, cases: Sequence[bytes], limits: Sequence[CpuLimits], draw: random.Random
) -> list[RoundTrip]:
    """For what starts slowly: one sandbox a direction, and decoding in an order that nobody can know, so
    that counting the cases tells a decoder nothing. Raises Failed."""
    packed = []
    with codec.loaded() as sandbox:
        for case, limit in zip(cases, limits, strict=True):
            outcome = codec.call(sandbox, COMPRESS, case, limit.compress, expansion_limit(len(case)))
            packed.append((outcome, sandbox.peak_memory()))
    trips: dict[int, RoundTrip] = {}
    with codec.loaded() as sandbox:
        for place in draw.sample(range(len(cases)), len(cases)):
            (blob, peak), limit = packed[place], limits[place]
            back = codec.call(sandbox, DECOMPRESS, blob.output, limit.decompress, codec.limits.output)
            if back.output != cases[place]:
                raise Failed("WA", got=back.output)
            trips[place] = RoundTrip(blob.output, blob.cpu, back.cpu, max(peak, sandbox.peak_memory()))
    return [trips[place] for place in range(len(cases))]
