"""The stage of the functions that are no codec's: each answers its case, is marked, and timed where time counts."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from judge.answered import Answered
from judge.codec import Codec, Failed
from judge.curve import answer_about_curve
from judge.estimate import Pair
from judge.gate import UNLIMITED, CpuLimits
from judge.package.model import Package
from judge.row import Row
from judge.scoring import ENDING
from judge.task import Answer, Checker, call, opened

NOT_ANSWERED = "NA"
# Pairs are as dear as whole inputs: few, and no more once the speed is known to three in a hundred.
LEAST_PAIRS, MOST_PAIRS = 3, 9
HALF_WIDTH = 0.03


@dataclass
class TaskStage:
    """Fills in verdicts and answers. ``cpu_seconds`` caps what timing may take, reference included."""

    package: Package
    candidate: Codec
    reference: Codec
    rows: Sequence[Row]
    cpu_seconds: float
    draw: random.Random
    begins: Callable[[Row], None]
    ends: Callable[[Row], None]
    quick: bool = False

    def run(self) -> None:
        """Raises Failed for what ends a judging; other failures fail their family."""
        for row in self.rows:
            self.begins(row)
            try:
                self._answer(row)
            except Failed as failed:
                row.verdict, row.failed = failed.verdict, failed
                if failed.verdict in ENDING:
                    raise
            self.ends(row)

    def _answer(self, row: Row) -> None:
        if not self.candidate.defines(row.family.function):
            row.verdict = NOT_ANSWERED
            return
        case = row.cases[0]
        with opened(self.package, row.family) as checker:
            answer = self._first_answer(row, checker)
            mark = checker.mark(case, answer)
            if not mark.quality:
                raise Failed("WA", mark.why)
            row.answered = Answered(answer, mark, row.baseline.quality)
            if row.family.timed:
                self._time(row, row.answered, checker)
        row.verdict = "AC"

    def _first_answer(self, row: Row, checker: Checker) -> Answer:
        if not row.family.curve:
            return self._call(self.candidate, row, checker, row.limits[0])
        return answer_about_curve(
            self.package, row.family, self.candidate, row.cases[0], row.limits[0], self.draw
        )

    def _time(self, row: Row, answered: Answered, checker: Checker) -> None:
        """A B, B A, A B …: the first answer was the first A."""
        started = self._spent
        reference = self._call(self.reference, row, checker, UNLIMITED)
        answered.pairs.append(Pair(answered.answer.cpu, reference.cpu))
        while not self._is_enough(answered, self._spent - started):
            answered.pairs.append(self._pair(row, answered, checker))

    def _pair(self, row: Row, answered: Answered, checker: Checker) -> Pair:
        if len(answered.pairs) % 2:
            reference = self._call(self.reference, row, checker, UNLIMITED)
        own = self._call(self.candidate, row, checker, row.limits[0])
        if len(answered.pairs) % 2 == 0:
            reference = self._call(self.reference, row, checker, UNLIMITED)
        answered.take_worse(checker.mark(row.cases[0], own))
        return Pair(own.cpu, reference.cpu)

    def _is_enough(self, answered: Answered, spent: float) -> bool:
        pairs, found = len(answered.pairs), answered.estimate
        if self.quick or pairs >= MOST_PAIRS or spent >= self.cpu_seconds:
            return True
        width = found.half_width if found else None
        return pairs >= LEAST_PAIRS and width is not None and width <= HALF_WIDTH

    def _call(self, codec: Codec, row: Row, checker: Checker, limits: CpuLimits) -> Answer:
        return call(codec, row.family.function, checker.arguments(row.cases[0]), limits.compress)

    @property
    def _spent(self) -> float:
        return self.candidate.spent.cpu + self.reference.spent.cpu
