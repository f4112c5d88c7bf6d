"""What the live panels show: a trial or a submission as far as the judge has come."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from typing import Any, Self

from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.actions import ahead_of
from jobs.models import CANCELLED, QUEUED, RUNNING
from judge.languages import LANGUAGES
from judge.package import Family, Package
from judge.report import candidate_view
from problems.judge_words import in_readers_language
from problems.models import ProblemVersion
from submissions.advice import advice
from submissions.curve_sheet import CurveSheet
from submissions.dominance import ComparedPoint, compared, move_sentence
from submissions.failing import FailingInput, failing_input
from submissions.figures import (
    FamilyRow,
    Part,
    Point,
    family_row,
    on_plane,
    own_point,
    parts,
    peer_points,
    reference_point,
)
from submissions.languages import class_name, language_name, speed_class
from submissions.models import BOARD, Judging, Submission, Trial
from submissions.stages import Step, queued_sentence, running_sentence, stages_of, steps
from submissions.verdicts import Verdict, of_function, verdict
from texts.languages import reader_language

Json = Mapping[str, Any]

# What the judge calls the case that the author brought along.
OWN_INPUT = "own_input"
# Waiting longer than this is said to be unusual; the work itself is safe in the database.
LONG_WAIT = timedelta(seconds=60)


@dataclass(frozen=True)
class SubmissionPanel:
    submission: Submission
    judging: Judging
    ahead: int = 0

    @classmethod
    def of(cls, submission: Submission) -> Self:
        judging = submission.judging
        return cls(submission, judging, ahead_of(judging))

    @property
    def is_pending(self) -> bool:
        return self.judging.is_pending

    @property
    def is_live(self) -> bool:
        """Whether the page may still change by itself: until the verdict, and a hint that follows it."""
        return self.is_pending or self.judging.is_searched

    @property
    def version(self) -> ProblemVersion:
        return self.judging.version

    @property
    def title(self) -> str:
        return self.version.title(reader_language())

    @property
    def language_name(self) -> str:
        return language_name(self.submission.language)

    @property
    def speed_class(self) -> str:
        return speed_class(self.submission.language)

    @property
    def class_name(self) -> str:
        """The class of the language, in words."""
        return class_name(self.submission.language)

    @property
    def waits_for_data(self) -> bool:
        return self.judging.state == QUEUED and not self.version.is_ready

    @property
    def is_late(self) -> bool:
        return self.judging.state == QUEUED and self.version.is_ready and waits_long(self.judging.created_at)

    @cached_property
    def view(self) -> Json:
        """What a candidate may know of the report, empty while there is none."""
        return candidate_view(self.judging.report) if self.judging.report else {}

    @property
    def verdict(self) -> Verdict | None:
        """Explained for functions where tasks alone got it."""
        known = verdict(self.judging.verdict)
        alike = [row for row in self.rows if row.verdict and known and row.verdict.word == known.word]
        of_tasks = all(row.is_task for row in alike or self.rows)
        return of_function(known) if known and of_tasks else known

    @property
    def message(self) -> str:
        return in_readers_language(self.view.get("message") or "")

    @cached_property
    def titles(self) -> dict[str, str]:
        return {family.name: family.title(reader_language()) for family in self.version.package.families}

    @property
    def receipt(self) -> Json:
        """Digests, versions and settings: what somebody needs who wants to judge it again."""
        return self.view.get("receipt") or {}

    @cached_property
    def rows(self) -> list[FamilyRow]:
        results = self.judging.results.all()
        figures = {each.family: shown(each.figures) for each in results if each.split == BOARD}
        baseline = baseline_of(self.version, self.speed_class)
        running = (self.judging.stage or {}).get("family")
        return [
            family_row(
                figures.get(family.name),
                family=family,
                title=self.titles[family.name],
                baseline=baseline.get(family.name) or {},
                running=self.judging.state == RUNNING and family.name == running,
            )
            for family in self.families
        ]

    @property
    def families(self) -> tuple[Family, ...]:
        """What a submission in this language is judged on."""
        language, package = self.submission.language, self.version.package
        return package.families_for(language) if language in LANGUAGES else package.families

    @property
    def table(self) -> list[FamilyRow]:
        """All families while the judging goes on, then those that it came to."""
        return self.rows if self.is_pending else [row for row in self.rows if row.state == "done"]

    @property
    def codec_rows(self) -> list[FamilyRow]:
        return [row for row in self.rows if not row.is_task]

    @property
    def task_rows(self) -> list[FamilyRow]:
        return [row for row in self.rows if row.is_task]

    @property
    def codec_table(self) -> list[FamilyRow]:
        return [row for row in self.table if not row.is_task]

    @property
    def task_table(self) -> list[FamilyRow]:
        return [row for row in self.table if row.is_task]

    @property
    def times_tasks(self) -> bool:
        """Whether the time of some task counts."""
        return any(row.is_timed for row in self.task_rows)

    @property
    def unseen(self) -> int:
        """Families that an ended judging did not come to: a wrong answer ends it at once."""
        return len(self.rows) - len(self.table)

    @property
    def steps(self) -> list[Step]:
        if not self.is_pending:
            return []
        stage = self.judging.stage or {}
        current = "queued" if self.judging.state == QUEUED else stage.get("stage") or "build"
        return steps(current, stage, stages_of(self.rows))

    @property
    def status(self) -> str:
        if self.waits_for_data:
            return _("Waiting for the hidden data of this problem")
        if self.judging.state == QUEUED:
            return queued_sentence(self.ahead, self.judging.queue)
        if self.judging.state == RUNNING:
            return running_sentence(self.judging.stage or {}, self.titles)
        if self.judging.state == CANCELLED:
            return _("Cancelled")
        return finished_sentence(self.verdict, self.judging.score)

    @property
    def tone(self) -> str:
        if self.is_pending:
            return "running"
        return self.verdict.tone if self.verdict else "quiet"

    @cached_property
    def failing_input(self) -> FailingInput | None:
        return failing_input(self.judging)

    @property
    def own_name(self) -> str:
        return _("You")

    @cached_property
    def own(self) -> Point | None:
        return own_point(self.rows, self.own_name)

    @cached_property
    def reference(self) -> Point | None:
        return reference_point(self.rows, _("Reference"))

    @cached_property
    def peers(self) -> list[Point]:
        timed = [row.family for row in on_plane(self.rows) if row.reference_ratio]
        return peer_points(self.version.peers, timed, self.speed_class)

    @cached_property
    def curves(self) -> list[CurveSheet]:
        """One for each family that was packed at several sizes."""
        charge = self.view.get("charge_bytes")
        return [CurveSheet(row, self.own_name, charge) for row in self.task_rows if len(row.curve) >= 2]

    @property
    def sentences(self) -> list[str]:
        """What would move the submission onto the frontier, for each direction."""
        if self.own is None:
            return []
        reference = self.reference and replace(self.reference, name=_("the reference"))
        others = [point for point in (reference, *self.peers) if point]
        return [move_sentence(self.own, others, direction) for direction in ("compress", "decompress")]

    @property
    def compared(self) -> list[ComparedPoint]:
        return compared(self.points)

    @property
    def bounded(self) -> list[FamilyRow]:
        """Families of which the entropies are known."""
        return [row for row in self.codec_rows if row.entropies]

    @property
    def points(self) -> list[Point]:
        return [point for point in (self.own, self.reference, *self.peers) if point]

    @property
    def advice(self) -> list[str]:
        return advice(self.verdict, self.rows, self.submission.language) if self.verdict else []


@dataclass(frozen=True)
class TrialCase:
    """One input of a trial, with its verdict and the parts of its answer."""

    case: Json
    verdict: Verdict | None
    parts: tuple[Part, ...]
    function: str  # of a task: what it calls, nothing for a codec's input

    @property
    def is_task(self) -> bool:
        return bool(self.function)


@dataclass(frozen=True)
class TrialPanel:
    trial: Trial
    ahead: int = 0

    @classmethod
    def of(cls, trial: Trial) -> Self:
        return cls(trial, ahead_of(trial))

    @property
    def is_pending(self) -> bool:
        return self.trial.is_pending

    @property
    def is_cancelled(self) -> bool:
        return self.trial.state == CANCELLED

    @property
    def is_late(self) -> bool:
        return self.trial.state == QUEUED and waits_long(self.trial.created_at)

    @property
    def report(self) -> Json:
        return self.trial.report or {}

    @property
    def verdict(self) -> Verdict | None:
        known = verdict(self.report.get("verdict") or "")
        alike = [case for case in self.cases if case.verdict and known and case.verdict.word == known.word]
        of_tasks = all(case.is_task for case in alike) if alike else self.is_function
        return of_function(known) if known and of_tasks else known

    @property
    def message(self) -> str:
        """Why the code was not run, or not to the end; nothing but a newer run cancels one."""
        if self.is_cancelled:
            return _(
                "You started another run while this one went on; one goes on at a time. The newer one counts."
            )
        return in_readers_language(self.report.get("message") or "")

    @property
    def is_function(self) -> bool:
        """Whether the problem asks for functions alone, so that nothing is packed."""
        return not self.trial.version.package.has_codec

    @cached_property
    def cases(self) -> list[TrialCase]:
        package = self.trial.version.package
        return [trial_case(package, case) for case in self.report.get("cases") or []]

    @property
    def packed_cases(self) -> list[TrialCase]:
        return [case for case in self.cases if not case.is_task]

    @property
    def task_cases(self) -> list[TrialCase]:
        return [case for case in self.cases if case.is_task]

    @property
    def status(self) -> str:
        if self.trial.state == QUEUED:
            return queued_sentence(self.ahead, self.trial.queue)
        if self.trial.state == RUNNING:
            return self.running
        if self.is_cancelled:
            return _("Cancelled by a newer run")
        return self.finished

    @property
    def running(self) -> str:
        stage = self.trial.stage or {}
        if not stage.get("total"):
            return _("Running your code")
        values = {"done": stage.get("done") or 0, "total": stage["total"]}
        return _("Running your code: %(done)s of %(total)s inputs") % values

    @property
    def finished(self) -> str:
        passed = sum(1 for case in self.report.get("cases") or [] if case.get("verdict") == "AC")
        total = len(self.report.get("cases") or [])
        if not total:
            return str(self.verdict.name) if self.verdict else _("Finished")
        values = {"passed": passed, "total": total}
        if self.is_function:
            return _("Run: %(passed)s of %(total)s cases answered") % values
        if self.task_cases:
            return _("Run: %(passed)s of %(total)s inputs come back or are answered") % values
        return _("Run: %(passed)s of %(total)s inputs come back") % values

    @property
    def tone(self) -> str:
        if self.is_pending:
            return "running"
        return self.verdict.tone if self.verdict else "quiet"


def baseline_of(version: ProblemVersion, speed_class: str) -> Json:
    """The figures by family of the reference of a class."""
    return version.baseline.get(speed_class) or {}


def named(case: Json) -> Json:
    """As the reader is told it: what the judge says in the reader's language, what the code says as it is."""
    name = _("own input") if case.get("name") == OWN_INPUT else case.get("name")
    return {**case, "name": name, "error": in_readers_language(case.get("error") or "")}


def trial_case(package: Package, case: Json) -> TrialCase:
    task = package.task_of_sample(str(case.get("name")))
    return TrialCase(
        case=named(case),
        verdict=verdict(case.get("verdict") or ""),
        parts=parts(case.get("fields") or {}, {}),
        function=task.function if task else "",
    )


def shown(figures: Json) -> Json:
    """One data set's figures as candidates may see them."""
    only: Json = candidate_view({"data_sets": [figures]})["data_sets"][0]
    return only


def waits_long(since: Any) -> bool:
    return bool(timezone.now() - since > LONG_WAIT)


def finished_sentence(word: Verdict | None, score: float | None) -> str:
    if word is None:
        return _("Finished")
    if score is None:
        return str(word.name)
    return _("%(verdict)s, score %(score)s") % {"verdict": word.name, "score": f"{score:.1f}"}
