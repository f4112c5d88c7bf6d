"""One family on its way through a judging."""

from __future__ import annotations

from dataclasses import dataclass

from judge.baseline import FamilyBaseline
from judge.failed import Failed
from judge.gate import Passed
from judge.measured import Measured
from judge.package.model import Family


@dataclass
class Row:
    """``verdict`` is empty until the gate has seen all its ``cases``, or one that fails; ``error`` says of shown
    data why."""

    family: Family
    split: str
    cases: tuple[bytes, ...]
    baseline: FamilyBaseline
    verdict: str = ""
    passed: Passed | None = None
    failed: Failed | None = None
    error: str = ""
    measured: Measured | None = None
