"""One family on its way through a judging."""

from __future__ import annotations

from dataclasses import dataclass

from judge.answered import Answered
from judge.baseline import FamilyBaseline
from judge.failed import Failed
from judge.gate import Passed
from judge.measured import Measured
from judge.package.model import Family


@dataclass
class Row:
    """``verdict`` is empty until the gate has seen all its ``cases``, or one that fails; ``error`` says of shown
    data why; ``answered`` is of a function other than a codec's."""

    family: Family
    split: str
    cases: tuple[bytes, ...]
    baseline: FamilyBaseline
    verdict: str = ""
    passed: Passed | None = None
    failed: Failed | None = None
    error: str = ""
    measured: Measured | None = None
    answered: Answered | None = None

    @property
    def is_packed(self) -> bool:
        """Whether its size is scored, so that it pays a share of the charge."""
        return self.family.scored and not self.family.function
