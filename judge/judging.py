"""A judging from source to score, in the order of docs/judging.md: build, gate and size, speed, score."""

from __future__ import annotations

import math
import random
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from judge.answered import Answered
from judge.baseline import FamilyBaseline
from judge.build import build
from judge.bundle import cases_of
from judge.codec import Codec, Failed
from judge.core import held_core
from judge.errors import DataMissing
from judge.estimate import Estimate
from judge.explained import explain
from judge.gate import WholePair
from judge.gate_stage import GateStage
from judge.job import DataRef, Job
from judge.languages import LANGUAGES
from judge.measured import WHOLE, Measured
from judge.package.model import Family, Package, Weights
from judge.receipt import receipt
from judge.report import DataSetReport, Report, SpeedFigures
from judge.row import Row
from judge.scoring import ENDING, overall, problem_score
from judge.speed import SCORE_HALF_WIDTH, Plan, SpeedStage
from judge.spent import Spent, busy_seconds
from judge.storage import Storage
from judge.task_stage import NOT_ANSWERED, TaskStage

Tell = Callable[[Mapping[str, Any]], None]
KeepBlob = Callable[[PurePosixPath, bytes], None]
# Asked with the ends of the score's interval.
Enough = Callable[[float, float], bool]
# All calls of a submission together, waiting included: well below the deadline of a job, beyond which the
# judge would be at fault and try again.
MOST_WALL_SECONDS = 600.0


def judge(
    package: Package,
    job: Job,
    storage: Storage,
    tell: Tell,
    keep_blob: KeepBlob | None = None,
    seed: int | None = None,
    enough: Enough | None = None,
) -> Report:
    """Judge a submission on the splits of a job. Raises JudgeError, DataMissing among them.

    ``keep_blob`` gets every blob that passed, by a relative path. ``seed``: that of a receipt, to choose the
    same slices and orders once more. ``enough``: for who needs no more than that the score is in some range;
    measuring then ends as soon as it says so.
    """
    seed = secrets.randbits(64) if seed is None else seed
    with held_core() as core:
        judging = Judging(package, job, storage, tell, core, seed, enough)
        report = judging.run()
    if keep_blob:
        judging.give_blobs(keep_blob)
    return report


@dataclass
class Judging:
    """State of one judging. ``core``: where candidate and reference run."""

    package: Package
    job: Job
    storage: Storage
    tell: Tell
    core: int
    seed: int
    enough: Enough | None = None
    rows: list[Row] = field(default_factory=list)
    charge: int = 0
    spent: list[Spent] = field(init=False)

    def __post_init__(self) -> None:
        self.started = time.monotonic()
        self.draw = random.Random(self.seed)  # noqa: S311 - seeded so that a receipt can be run again
        candidate = Codec.of(self.package, self.job.source, self.core, self.job.language)
        self.candidate = replace(candidate, most_wall=MOST_WALL_SECONDS)
        speed_class = LANGUAGES[self.job.language].speed_class
        self.reference = Codec.reference_of(self.package, speed_class, self.core)
        self.spent = [self.candidate.spent, self.reference.spent]

    def run(self) -> Report:
        self.rows = self._rows()
        self._say("build")
        try:
            built = build(self.candidate, self.package.limits.code_bytes)
        except Failed as failed:
            return self._refused(failed)
        self.charge = built.charge_bytes
        self.candidate, self.shown = replace(self.candidate, source=built.code), built.shown
        try:
            self._gate()
            self._tasks()
            stage = self._speed()
        except Failed as failed:
            return self._report(overall([failed.verdict, *self._verdicts()]), 0.0, None)
        self._say("score")
        return self._report(overall(self._verdicts()), self._score(), stage)

    # Stages

    def _gate(self) -> None:
        GateStage(
            self.candidate,
            self.reference,
            [row for row in self.rows if not row.family.function],
            self.draw,
            self._gate_begins,
            self._gate_ends,
            self.spent,
        ).run()

    def _gate_begins(self, row: Row) -> None:
        total = sum(len(row.cases) for row in self.rows)
        done = sum(len(row.cases) for row in self.rows if row.verdict)
        self._say("gate", row, done, total)

    def _gate_ends(self, row: Row) -> None:
        self._tell_figures(row)

    def _speed(self) -> SpeedStage:
        stage = SpeedStage(
            self.candidate,
            self.reference,
            [self._measured(row, row.passed.pair) for row in self.rows if row.passed and row.passed.pair],
            self.package.weights,
            self.scored,
            self._plan(),
            self.draw,
            self._heard,
            self._is_enough,
        )
        self._say("speed")
        try:
            stage.run()
        finally:
            self._take_over_failures()
        for row in self.rows:
            if row.measured:
                self._tell_figures(row)
        return stage

    def _tasks(self) -> None:
        rows = [row for row in self.rows if row.family.function]
        timed = sum(row.family.timed for row in rows)
        TaskStage(
            self.package,
            self.candidate,
            self.reference,
            rows,
            self.package.measure_cpu_seconds / max(1, timed),
            self.draw,
            self._task_begins,
            self._tell_figures,
            self.job.quick or self._any_score_will_do(),
        ).run()

    def _task_begins(self, row: Row) -> None:
        rows = [row for row in self.rows if row.family.function]
        self._say("tasks", row, rows.index(row), len(rows))

    def _plan(self) -> Plan:
        cpu, size = self.package.measure_cpu_seconds, self.package.slice_bytes
        if self.job.quick or self._any_score_will_do(self._most_score):
            return Plan(cpu, size, 1, 3, only_first_look=True, doubts=self.job.quick)
        return Plan(cpu, size)

    def _is_enough(self, half_width: float) -> bool:
        if half_width <= SCORE_HALF_WIDTH:
            return True
        score, width = self._score(), self._with_tasks(half_width)
        return self.enough is not None and self.enough(score - width, score + width)

    def _measured(self, row: Row, pair: WholePair) -> Measured:
        row.measured = Measured(
            name=f"{row.split}/{row.family.name}",
            data=row.cases[0],
            limits=row.limits[0],
            whole=[pair],
            charge_share=self.charge_share,
            reference_bytes=row.baseline.size,
            header_bytes=row.family.header_bytes,
            frame_bytes=row.family.frame_bytes,
        )
        return row.measured

    def _take_over_failures(self) -> None:
        for row in self.rows:
            if row.measured and row.measured.failed:
                row.verdict, row.failed = row.measured.failed, row.measured.why

    def _score(self) -> float:
        weights = self.package.weights
        return problem_score(
            _own_score(row, weights, self.charge_share) for row in self.rows if row.family.scored
        )

    # What is told

    def _any_score_will_do(self, most: float = 100.0) -> bool:
        return self.enough is not None and self.enough(0.0, most)

    @property
    def _most_score(self) -> float:
        """What the speeds can make of what is known before them."""
        weights, share = self.package.weights, self.charge_share
        return problem_score(
            row.ratio_part(share) ** weights.ratio if row.is_timed else _own_score(row, weights, share)
            for row in self.rows
            if row.family.scored
        )

    @property
    def scored(self) -> int:
        """Scored families of the job's splits."""
        return sum(1 for row in self.rows if row.family.scored)

    @property
    def charge_share(self) -> float:
        """What each scored codec family pays of the charge, in bytes."""
        return self.charge / max(1, sum(1 for row in self.rows if row.is_packed))

    def _verdicts(self) -> list[str]:
        return [row.verdict for row in self.rows if row.verdict not in ("", NOT_ANSWERED)]

    def _say(self, stage: str, row: Row | None = None, done: int = 0, total: int = 0) -> None:
        family = row.family.name if row else None
        self.tell({"type": "stage", "stage": stage, "family": family, "done": done, "total": total})

    def _tell_figures(self, row: Row) -> None:
        self.tell({"type": "data_set", "figures": self.figures(row).to_dict()})

    def _heard(self, family: Measured, done: int, total: int) -> None:
        """For who watches at a terminal; a site hears nothing of it (judge.coarse)."""
        row = next(row for row in self.rows if row.measured is family)
        self._say("speed", row, done, total)

    def figures(self, row: Row) -> DataSetReport:
        """The figures of one family as far as it has come."""
        common = DataSetReport(
            family=row.family.name,
            split=row.split,
            scored=row.family.scored,
            verdict=row.verdict or "JE",
            original_bytes=sum(map(len, row.cases)),
            reference_ratio=row.baseline.ratio,
            reference_bits_per_byte=row.baseline.bits_per_byte,
            error=row.error,
            public=row.family.public,
        )
        return _with_results(common, row, self.charge_share, self.package)

    def give_blobs(self, keep_blob: KeepBlob) -> None:
        """Every blob that passed, as ``split/family`` or ``split/family-number``."""
        for row in self.rows:
            trips = row.passed.trips if row.passed else ()
            for number, trip in enumerate(trips):
                name = row.family.name if len(trips) == 1 else f"{row.family.name}-{number:03}"
                keep_blob(PurePosixPath(row.split, name), trip.blob)

    # Reports

    def _refused(self, failed: Failed) -> Report:
        """Nothing ran on data: CE with its text, or SV without any."""
        return Report(
            verdict=failed.verdict,
            score=0.0,
            message=failed.text if failed.verdict == "CE" else "",
            receipt=self._receipt(),
            seconds=self._seconds(),
        )

    def _report(self, verdict: str, score: float, stage: SpeedStage | None) -> Report:
        half_width = self._half_width(stage)
        explain(self.rows, self.candidate, self.shown)
        return Report(
            verdict=verdict,
            score=score if verdict not in ENDING else 0.0,
            imprecise=half_width is not None and half_width > SCORE_HALF_WIDTH,
            half_width=half_width,
            charge_bytes=self.charge,
            data_sets=tuple(self.figures(row) for row in self.rows if row.verdict),
            receipt=self._receipt(),
            seconds=self._seconds(),
        )

    def _half_width(self, stage: SpeedStage | None) -> float | None:
        return None if stage is None else self._with_tasks(stage.half_width)

    def _with_tasks(self, half_width: float) -> float:
        """That of the codec's families together with that of the functions that were timed."""
        widths = [row.answered.half_width for row in self.rows if row.answered and row.family.scored]
        return math.hypot(half_width, *(100 * width / self.scored for width in widths))

    def _receipt(self) -> dict[str, Any]:
        return receipt(self.package, self.job, self.candidate.runtime, self.core, self.seed)

    def _seconds(self) -> dict[str, float]:
        total = time.monotonic() - self.started
        measured = busy_seconds(self.spent)
        return {"total": total, "measured": measured, "platform": total - measured}

    def _rows(self) -> list[Row]:
        return [
            self._row(self.package.family(reference.family), reference)
            for split in self.job.splits
            for reference in self._references(split)
        ]

    def _references(self, split: str) -> list[DataRef]:
        found = {item.family: item for item in self.job.data if item.split == split}
        families = self.package.families_for(self.job.language)
        missing = [family.name for family in families if family.name not in found]
        if missing:
            raise DataMissing(f"{self.package.slug}: no {split} data of {', '.join(missing)}")
        return [found[family.name] for family in families]

    def _row(self, family: Family, reference: DataRef) -> Row:
        figures = _baseline_of(self.job, reference.split).get(family.name)
        if figures is None:
            raise DataMissing(f"{self.package.slug}: the reference was not run on {family.name}")
        cases = cases_of(family, self.storage.get(reference.digest))
        baseline, floor = FamilyBaseline.from_dict(figures), self.package.least_bytes_per_second
        limits = tuple(
            limit.at_least(floor, len(case)) for limit, case in zip(baseline.limits, cases, strict=True)
        )
        return Row(family, reference.split, cases, baseline, limits)


def _baseline_of(job: Job, split: str) -> Mapping[str, Any]:
    """Figures of the board stand at the top, those of other splits below their name."""
    baseline = job.baseline if split == "board" else job.baseline.get(split, {})
    figures: Mapping[str, Any] = baseline.get(LANGUAGES[job.language].speed_class, {})
    return figures


def _own_score(row: Row, weights: Weights, share: float) -> float:
    if row.answered:
        return row.answered.score if row.verdict == "AC" else 0.0
    if row.measured:
        return row.measured.own_score(weights)
    return row.ratio_part(share) if row.verdict == "AC" and row.is_packed and not row.is_timed else 0.0


def _with_answer(common: DataSetReport, answered: Answered, scored: bool) -> DataSetReport:
    answer, found = answered.answer, answered.estimate
    return _replaced(
        common,
        fields=dict(answered.mark.parts),
        quality=answered.mark.quality,
        curve=answer.points or None,
        run=found and _figures(found, WHOLE, None, answer.cpu),
        peak_memory_bytes=answer.peak_memory,
        score=100 * answered.score if scored else None,
    )


def _with_results(common: DataSetReport, row: Row, share: float, package: Package) -> DataSetReport:
    if row.verdict == "AC" and row.answered:
        return _with_answer(common, row.answered, row.family.scored)
    passed = row.passed
    measured = row.measured if row.measured and row.measured.pairs else None
    if row.verdict != "AC" or passed is None:
        return _replaced(common, score=0.0 if common.scored else None)
    # The gate's blobs, told once and for all: code that packs worse when timed pays for it in the score,
    # and could say something by a second ratio.
    size = passed.blob_bytes + (share if common.scored else 0.0)
    ratio = common.original_bytes / size if common.original_bytes and size else None
    trips = passed.trips
    return _replaced(
        common,
        compressed_bytes=round(size),
        ratio=ratio,
        bits_per_byte=8 / ratio if ratio else None,
        compress=measured and _speed(measured, measured.compress, trips[0].compress_cpu),
        decompress=measured and _speed(measured, measured.decompress, trips[0].decompress_cpu),
        peak_memory_bytes=passed.peak_memory,
        score=100 * _own_score(row, package.weights, share) if common.scored else None,
    )


def _replaced(report: DataSetReport, **values: Any) -> DataSetReport:
    return DataSetReport(**{**report.__dict__, **values})


def _speed(measured: Measured, found: Estimate, cpu_seconds: float) -> SpeedFigures:
    return _figures(found, measured.method, len(measured.data), cpu_seconds)


def _figures(found: Estimate, method: str, size: int | None, cpu_seconds: float) -> SpeedFigures:
    return SpeedFigures(
        speed_ratio=found.speed_ratio,
        low=found.low,
        high=found.high,
        pairs=found.pairs,
        method=method,
        mb_per_s=size / 1e6 / cpu_seconds if size and cpu_seconds else None,
        cpu_s=cpu_seconds,
    )
