"""Twin sandboxes: candidate and reference alive side by side on one core, timed in turns.

Slow noise of the machine hits both sides of a pair alike. Work that a codec leaves for later, such as
garbage collection, is charged to its next call, since a sandbox is charged for all CPU between answers.
"""

from __future__ import annotations

import random
from contextlib import ExitStack
from dataclasses import dataclass, field
from math import ceil
from statistics import median
from types import TracebackType

from judge.checker import Checker
from judge.codec import COMPRESS, DECOMPRESS, Codec, Failed
from judge.estimate import LEAST_SECONDS, Pair, net
from judge.gate import CpuLimits
from judge.sandbox import Sandbox
from judge.sandbox.pool import quiet
from judge.scoring import expansion_limit
from judge.slices import Slices

LEAST_SECONDS_A_SIDE = 0.002
MOST_SECONDS_FOR_BLOBS = 0.25
MOST_CALLS = 256
NO_OPS = 5
CANDIDATE, REFERENCE = "candidate", "reference"
SIDES = (CANDIDATE, REFERENCE)


@dataclass
class Track:
    """What slices of one family have shown so far. ``draw`` chooses which side begins."""

    slices: Slices
    limits: CpuLimits
    draw: random.Random
    compress: list[Pair] = field(default_factory=list)
    decompress: list[Pair] = field(default_factory=list)
    original_bytes: int = 0
    blob_bytes: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SIDES, 0))
    calls: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SIDES, 1))
    no_ops: list[float] = field(default_factory=list)
    timed: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SIDES, 1))

    def drop_warm_up(self) -> None:
        """Forget the pairs so far; what they taught about the number of calls stays."""
        self.compress.clear()
        self.decompress.clear()
        self.original_bytes = 0
        self.blob_bytes = dict.fromkeys(SIDES, 0)


@dataclass(frozen=True)
class Batch:
    """Calls of one side in a row: their outputs and what they cost together, CPU seconds."""

    outputs: list[bytes]
    cpu: float

    @property
    def cpu_a_call(self) -> float:
        return self.cpu / len(self.outputs)

    def net(self, no_op: float) -> float:
        """CPU seconds a call without what carrying the data costs."""
        return net(self.cpu_a_call, no_op)


class Twins:
    """Live sandboxes of both codecs for both directions, and one more in which blobs are checked."""

    def __init__(self, candidate: Codec, reference: Codec, draw: random.Random) -> None:
        self.codecs = {CANDIDATE: candidate, REFERENCE: reference}
        self.draw = draw
        self._last: Track | None = None

    def __enter__(self) -> Twins:
        self.compressors: dict[str, Sandbox] = {}
        self.decompressors: dict[str, Sandbox] = {}
        self._stacks = {side: ExitStack() for side in SIDES}
        self._checking = ExitStack()
        try:
            for side in SIDES:
                self._open(side)
            sandbox = self._checking.enter_context(self.codecs[CANDIDATE].loaded())
            self.checker = Checker[Track](self.codecs[CANDIDATE], self.draw, sandbox)
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    def reopen_candidate(self) -> None:
        """Fresh sandboxes for the candidate: one of the old ones is dead."""
        self._stacks[CANDIDATE].close()
        self._checking.close()
        self._last = None
        self._open(CANDIDATE)
        self.checker.sandbox = self._checking.enter_context(self.codecs[CANDIDATE].loaded())

    def add_pair(self, track: Track) -> None:
        """Time both sides once more on fresh slices, both directions, and start nothing beside them. Raises
        Failed, and NotDecoded for blobs of this track or another."""
        with quiet():
            self._add_pair(track)

    def finish(self) -> None:
        """At the end of the session: what the code has done since its last answers, which no later call is
        charged, is added to the last pair, and all blobs are decoded that still wait. Raises NotDecoded."""
        if self._last and self._last.compress:
            for pairs, sandboxes in (
                (self._last.compress, self.compressors),
                (self._last.decompress, self.decompressors),
            ):
                unpaid = (sandboxes[side].unpaid_cpu() / self._last.timed[side] for side in SIDES)
                pairs[-1] = pairs[-1].plus(*unpaid)
        self.checker.finish()

    def _add_pair(self, track: Track) -> None:
        slices = track.slices.cut(max(track.calls.values()))
        given = {side: slices[: track.calls[side]] for side in SIDES}
        packed = {
            side: self._batch(self.compressors[side], side, COMPRESS, given[side], track.limits)
            for side in track.draw.sample(SIDES, 2)
        }
        self._time_no_ops(track, packed[REFERENCE])
        unpacked = {
            side: self._batch(self.decompressors[side], side, DECOMPRESS, packed[side].outputs, track.limits)
            for side in track.draw.sample(SIDES, 2)
        }
        if unpacked[CANDIDATE].outputs != given[CANDIDATE]:
            raise Failed("WA")
        self._note(track, packed, unpacked)
        for blob, data in zip(packed[CANDIDATE].outputs, given[CANDIDATE], strict=True):
            self.checker.add(blob, data, track.limits, track)

    def _open(self, side: str) -> None:
        enter, codec = self._stacks[side].enter_context, self.codecs[side]
        self.compressors[side] = enter(codec.loaded())
        self.decompressors[side] = enter(codec.loaded())

    def _close(self) -> None:
        for stack in (*self._stacks.values(), self._checking):
            stack.close()

    def _batch(
        self, sandbox: Sandbox, side: str, function: str, inputs: list[bytes], limits: CpuLimits
    ) -> Batch:
        codec, outputs, cpu = self.codecs[side], [], 0.0
        for data in inputs:
            if function == COMPRESS:
                limit, most = limits.compress, expansion_limit(len(data))
            else:
                limit, most = limits.decompress, codec.limits.output
            outcome = codec.call(sandbox, function, data, limit, most)
            outputs.append(outcome.output)
            cpu += outcome.cpu
        return Batch(outputs, cpu)

    def _time_no_ops(self, track: Track, packed: Batch) -> None:
        """In the reference's sandbox, since a candidate could make its own no-op slow."""
        carried = bytes((track.slices.size + len(packed.outputs[0])) // 2)
        codec, sandbox = self.codecs[REFERENCE], self.compressors[REFERENCE]
        for _ in range(NO_OPS):
            track.no_ops.append(codec.checked(sandbox.echo(carried)).cpu)

    def _note(self, track: Track, packed: dict[str, Batch], unpacked: dict[str, Batch]) -> None:
        no_op = median(track.no_ops)
        for pairs, batches in ((track.compress, packed), (track.decompress, unpacked)):
            pairs.append(Pair(*(batches[side].net(no_op) for side in SIDES)))
        self._last, track.timed = track, dict(track.calls)
        common = min(track.calls.values())
        track.original_bytes += common * track.slices.size
        for side in SIDES:
            track.blob_bytes[side] += sum(map(len, packed[side].outputs[:common]))
            track.calls[side] = _calls_needed(packed[side].cpu_a_call, unpacked[side].cpu_a_call)


def _calls_needed(compress_cpu: float, decompress_cpu: float) -> int:
    """Calls that give both directions 2 ms. No blob is decoded twice, so that a decoder that remembers
    gains nothing; where new blobs are dear, a fast decoder is timed for less."""
    compress_cpu, decompress_cpu = max(compress_cpu, LEAST_SECONDS), max(decompress_cpu, LEAST_SECONDS)
    for_compress = LEAST_SECONDS_A_SIDE / compress_cpu
    for_decompress = LEAST_SECONDS_A_SIDE / decompress_cpu
    affordable = MOST_SECONDS_FOR_BLOBS / compress_cpu
    calls = max(for_compress, min(for_decompress, affordable))
    return max(1, min(MOST_CALLS, ceil(calls)))
