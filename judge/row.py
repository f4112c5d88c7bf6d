"""One family on its way through a judging."""

from __future__ import annotations

from dataclasses import dataclass

from judge.answered import Answered
from judge.baseline import FamilyBaseline
from judge.failed import Failed
from judge.gate import CpuLimits, Passed
from judge.measured import Measured
from judge.package.model import Family
from judge.scoring import ratio_part


@dataclass
class Row:
    """``verdict`` is empty until the gate has seen all its ``cases``, or one that fails; ``error`` says of shown
    data why; ``answered`` is of a function other than a codec's."""

    family: Family
    split: str
    cases: tuple[bytes, ...]
    baseline: FamilyBaseline
    limits: tuple[CpuLimits, ...] = ()
    verdict: str = ""
    passed: Passed | None = None
    failed: Failed | None = None
    error: str = ""
    measured: Measured | None = None
    answered: Answered | None = None

    @property
    def is_timed(self) -> bool:
        """Whether its speed as a codec is scored."""
        return self.is_packed and self.family.speed

    @property
    def is_packed(self) -> bool:
        """Whether its size is scored, so that it pays a share of the charge."""
        return self.family.scored and not self.family.function

    def ratio_part(self, charge_share: float) -> float:
        """Score in [0, 1) of a family whose speed does not count; ``charge_share`` in bytes."""
        if self.passed is None or self.baseline.ratio is None:
            return 0.0
        size = sum(map(len, self.cases))
        return ratio_part(size / (self.passed.blob_bytes + charge_share), self.baseline.ratio)
