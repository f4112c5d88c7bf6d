"""One scored family in the speed stage: its pairs, on slices or on whole inputs, and its score."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from judge.estimate import Estimate, Pair, estimate
from judge.failed import Failed
from judge.gate import CpuLimits, WholePair
from judge.package.model import Weights
from judge.scoring import family_score, ratio_part, speed_part
from judge.twins import Track

SLICES, WHOLE = "slices", "whole"


@dataclass
class Measured:
    """``whole``: pairs on whole inputs, the gate's first; ``track``: slices, None where they do not count."""

    name: str
    data: bytes
    limits: CpuLimits
    whole: list[WholePair]
    charge_share: float
    reference_bytes: float
    track: Track | None = None
    failed: str = ""
    why: Failed | None = None
    header_bytes: int = 0
    frame_bytes: int = 1

    @property
    def method(self) -> str:
        return WHOLE if self.track is None else SLICES

    @property
    def is_on_slices(self) -> bool:
        """Whether slices have been measured, and count."""
        return bool(self.track and self.track.compress and not self.failed)

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
        """0 also where measuring ended, by another family's wrong answer, before the first pair."""
        if self.failed or not self.pairs:
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


def _ends(value: Estimate) -> tuple[float, float]:
    """Ends of the interval; without one, as wide as a factor of two."""
    if value.low is None or value.high is None:
        return value.speed_ratio / 2, value.speed_ratio * 2
    return value.low, value.high
