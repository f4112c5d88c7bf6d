"""One function other than a codec's in a judging: its marked answer, what it cost, and its score."""

from __future__ import annotations

from dataclasses import dataclass, field

from judge.estimate import Estimate, Pair, estimate
from judge.failed import Failed
from judge.scoring import quality_part, speed_part, task_score
from judge.task import Answer, Mark


@dataclass
class Answered:
    """``pairs``: CPU seconds of candidate and reference on the case, one after the other; none where time does
    not count."""

    answer: Answer
    mark: Mark
    reference_quality: float
    pairs: list[Pair] = field(default_factory=list)

    def take_worse(self, mark: Mark) -> None:
        """What was timed must be as good as what was marked first: else the worse one counts. Raises Failed."""
        if not mark.quality:
            raise Failed("WA", mark.why)
        if mark.quality < self.mark.quality:
            self.mark = mark

    @property
    def estimate(self) -> Estimate | None:
        return estimate(self.pairs) if self.pairs else None

    @property
    def score(self) -> float:
        """In [0, 1)."""
        return self._score(self.estimate.speed_ratio if self.estimate else None)

    @property
    def half_width(self) -> float:
        """Of the score's 95 % interval; without one, as wide as a factor of two."""
        found = self.estimate
        if found is None:
            return 0.0
        low, high = found.low or found.speed_ratio / 2, found.high or found.speed_ratio * 2
        return (self._score(high) - self._score(low)) / 2

    def _score(self, speed_ratio: float | None) -> float:
        r = quality_part(self.mark.quality, self.reference_quality)
        return r if speed_ratio is None else task_score(r, speed_part(speed_ratio))
