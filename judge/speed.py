"""The speed stage: pairs until the score is known well enough, on slices that were found honest.

Each scored family starts with slices. Where they do not stand for the whole inputs, or a call takes
over a second, whole inputs are measured instead, candidate and reference in turns A B B A.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from judge.codec import Codec, Failed
from judge.estimate import Estimate, Pair, estimate
from judge.gate import CpuLimits, WholePair, whole_pair
from judge.package.model import Weights
from judge.scoring import family_score, ratio_part, speed_part
from judge.slices import Slices, slice_size
from judge.twins import CANDIDATE, REFERENCE, Track, Twins

WARM_UP = 3
FIRST_LOOK = 6
PAIRS_A_LOOK = 3
# As many as whole inputs would need anyway, so that doubting slices wastes nothing.
WHOLE_PAIRS_BEFORE_DOUBT = FIRST_LOOK
RATIO_REACH = 0.05
SPEED_REACH = math.log(1.15)
SCORE_HALF_WIDTH = 0.5
SLICES, WHOLE = "slices", "whole"


@dataclass(frozen=True)
class Plan:
    """How much is measured. ``cpu_seconds`` caps timed calls, reference included."""

    cpu_seconds: float
    slice_bytes: int
    warm_up: int = WARM_UP
    first_look: int = FIRST_LOOK
    only_first_look: bool = False


@dataclass
class Measured:
    """One scored family in the speed stage."""

    name: str
    data: bytes
    limits: CpuLimits
    whole: list[WholePair]
    charge_share: float
    reference_bytes: float
    track: Track | None = None
    failed: str = ""

    @property
    def method(self) -> str:
        return WHOLE if self.track is None else SLICES

    @property
    def pairs(self) -> int:
        return len(self.whole) if self.track is None else len(self.track.compress)

    @property
    def blob_bytes(self) -> int:
        """The scored blob: the gate's; where whole inputs were timed, the largest of the timed ones."""
        return max(len(pair.candidate.blob) for pair in self.whole)

    @property
    def compress(self) -> Estimate:
        return estimate(self._pairs_of("compress"))

    @property
    def decompress(self) -> Estimate:
        return estimate(self._pairs_of("decompress"))

    def _pairs_of(self, direction: str) -> Sequence[Pair]:
        if self.track is None:
            return [getattr(pair, direction) for pair in self.whole]
        return list(getattr(self.track, direction))

    @property
    def ratio(self) -> float:
        return len(self.data) / (self.blob_bytes + self.charge_share)

    @property
    def reference_ratio(self) -> float:
        return len(self.data) / self.reference_bytes

    def score(self, weights: Weights, compress: float, decompress: float) -> float:
        """Score in [0, 1) at the given speed ratios."""
        r = ratio_part(self.ratio, self.reference_ratio)
        return family_score(r, speed_part(compress), speed_part(decompress), weights)

    def own_score(self, weights: Weights) -> float:
        if self.failed:
            return 0.0
        return self.score(weights, self.compress.speed_ratio, self.decompress.speed_ratio)

    def score_half_width(self, weights: Weights) -> float:
        """Half-width of this family's score in [0, 1], from the intervals of both directions."""
        if self.failed:
            return 0.0
        compress, decompress = self.compress, self.decompress
        parts = (
            [self.score(weights, end, decompress.speed_ratio) for end in _ends(compress)],
            [self.score(weights, compress.speed_ratio, end) for end in _ends(decompress)],
        )
        return math.hypot(*((max(part) - min(part)) / 2 for part in parts))


@dataclass
class SpeedStage:
    """Measures the families that passed the gate. ``tell`` hears of each family's progress."""

    candidate: Codec
    reference: Codec
    families: list[Measured]
    weights: Weights
    scored: int
    plan: Plan
    draw: random.Random
    tell: Callable[[Measured, int, int], None] = lambda family, done, total: None
    started_cpu: float = field(init=False, default=0.0)
    twins: Twins = field(init=False)

    def run(self) -> None:
        """Raises Failed for WA and SV, which end the judging; other failures fail their family."""
        self.started_cpu = self.spent_cpu
        for family in self.families:
            self._choose_slices(family)
        with Twins(self.candidate, self.reference, self.draw) as self.twins:
            self._first_look()
            for family in self.families:
                self._doubt(family)
            while not self.plan.only_first_look and not self.is_precise and not self.is_spent:
                self._look_again()

    @property
    def half_width(self) -> float:
        """Half-width of the problem score's 95 % interval, in points."""
        widths = [family.score_half_width(self.weights) for family in self.families]
        return 100 * math.hypot(*widths) / self.scored if widths else 0.0

    @property
    def is_precise(self) -> bool:
        enough = all(f.failed or f.pairs >= self.plan.first_look for f in self.families)
        return enough and self.half_width <= SCORE_HALF_WIDTH

    @property
    def spent_cpu(self) -> float:
        return self.candidate.spent.cpu + self.reference.spent.cpu

    @property
    def is_spent(self) -> bool:
        return self.spent_cpu - self.started_cpu >= self.plan.cpu_seconds

    def _choose_slices(self, family: Measured) -> None:
        first = family.whole[0].candidate
        slower = max(first.compress_cpu, first.decompress_cpu)
        size = slice_size(len(family.data), self.plan.slice_bytes, slower)
        if size is not None:
            family.track = Track(Slices(family.data, size, self.draw), family.limits)

    def _first_look(self) -> None:
        """Turn by turn over the families, so that a cap that bites bites all of them alike."""
        rounds = self.plan.warm_up + self.plan.first_look
        for done in range(rounds):
            for family in self.families:
                if family.track and done == self.plan.warm_up:
                    family.track.drop_warm_up()
                if self._wants_pair(family, is_warm_up=done < self.plan.warm_up):
                    self._add_pair(family)
                self.tell(family, done + 1, rounds)

    def _wants_pair(self, family: Measured, *, is_warm_up: bool) -> bool:
        if family.track is None:
            # The gate gave the first pair, and fresh sandboxes have nothing to warm up.
            return not is_warm_up and family.pairs < self.plan.first_look and not self.is_spent
        return not self.is_spent or family.pairs == 0

    def _look_again(self) -> None:
        """More pairs where they narrow the problem score most."""
        families = [family for family in self.families if not family.failed]
        widest = max(families, key=self._need)
        for _ in range(PAIRS_A_LOOK):
            self._add_pair(widest)
        self._doubt(widest)
        self.tell(widest, widest.pairs, 0)

    def _need(self, family: Measured) -> float:
        if family.pairs < self.plan.first_look:
            return math.inf
        return family.score_half_width(self.weights)

    def _add_pair(self, family: Measured) -> None:
        if family.failed:
            return
        try:
            if family.track:
                self.twins.add_pair(family.track)
            else:
                self._add_whole_pair(family)
        except Failed as failed:
            self._fail(family, failed)

    def _add_whole_pair(self, family: Measured) -> None:
        # A B, B A, A B, B A …: the order of the next pair follows from the number of pairs.
        candidate_first = len(family.whole) % 2 == 0
        family.whole.append(
            whole_pair(
                self.candidate,
                self.reference,
                family.data,
                family.limits,
                candidate_first=candidate_first,
            )
        )

    def _fail(self, family: Measured, failed: Failed) -> None:
        family.failed = failed.verdict
        if failed.verdict in ("WA", "SV"):
            raise failed
        self.twins.reopen_candidate()

    def _doubt(self, family: Measured) -> None:
        """Leave slices that do not stand for the whole inputs."""
        if family.track is None or family.failed or not family.pairs:
            return
        if not ratio_is_honest(family):
            family.track = None
            return
        while not speed_is_honest(family):
            if len(family.whole) >= WHOLE_PAIRS_BEFORE_DOUBT or self.is_spent:
                family.track = None
                return
            try:
                self._add_whole_pair(family)
            except Failed as failed:
                self._fail(family, failed)
                return


def ratio_is_honest(family: Measured) -> bool:
    """Do slices compress as well, against the reference, as whole inputs do?"""
    track, pair = family.track, family.whole[0]
    if track is None:
        return True
    on_slices = _relative(track.original_bytes, track.blob_bytes[CANDIDATE], track.blob_bytes[REFERENCE])
    on_whole = _relative(len(family.data), len(pair.candidate.blob), len(pair.reference.blob))
    return on_slices >= on_whole - RATIO_REACH


def speed_is_honest(family: Measured) -> bool:
    """Is the speed on slices the one seen on whole inputs, within 15 %?"""
    for direction in ("compress", "decompress"):
        on_slices: Estimate = getattr(family, direction)
        on_whole = estimate([getattr(pair, direction) for pair in family.whole])
        if abs(on_slices.log_cost - on_whole.log_cost) > SPEED_REACH:
            return False
    return True


def _relative(original: int, candidate: int, reference: int) -> float:
    """ln ratio of the candidate ÷ ln ratio of the reference; no blob is shorter than a byte here."""
    ratio, reference_ratio = original / max(candidate, 1), original / max(reference, 1)
    return math.log(ratio) / math.log(reference_ratio) if reference_ratio > 1 else -math.inf


def _ends(value: Estimate) -> tuple[float, float]:
    """Ends of the interval; without one, as wide as a factor of two."""
    if value.low is None or value.high is None:
        return value.speed_ratio / 2, value.speed_ratio * 2
    return value.low, value.high
