"""What the start page says: the problems, how far the reader has come, where to go on."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar, cast
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from accounts.models import User
from jobs.models import DONE
from judge.languages import INTERPRETED
from problems.course import course_order, number_of
from problems.models import Problem, ProblemVersion
from questions.pages import QuestionList
from submissions.figures import Point, peer_points
from submissions.history import HistoryEntry, history_entry, mean_ratio
from submissions.models import Draft, Submission
from submissions.panels import baseline_of
from texts.languages import reader_language

# Problems, perhaps annotated.
_P = TypeVar("_P", bound=Problem)


@dataclass(frozen=True)
class ProblemLine:
    problem: Problem
    version: ProblemVersion
    title: str
    best: HistoryEntry | None

    @property
    def best_ratio(self) -> float | None:
        return self.best.ratio if self.best else None

    @property
    def number(self) -> int | None:
        return number_of(self.problem.slug)

    @property
    def is_function(self) -> bool:
        """Nothing is packed, so there is no ratio."""
        return not self.version.package.has_codec

    @property
    def reference_ratio(self) -> float | None:
        baseline = baseline_of(self.version, self._class)
        ratios = {family: figures.get("ratio") for family, figures in baseline.items()}
        return mean_ratio(ratios, self._scored)

    @property
    def _class(self) -> str:
        """The first class that the package has a reference for."""
        references = self.version.package.references
        return INTERPRETED if INTERPRETED in references else next(iter(references), INTERPRETED)

    @property
    def plane(self) -> list[Point]:
        """The reference among library codecs, as this site's judge measured them; empty before it did."""
        ratio, peers = self.reference_ratio, peer_points(self.version.peers, self._scored, self._class)
        return [Point(_("Reference"), ratio, 1.0, 1.0, {}), *peers] if ratio and peers else []

    @property
    def _scored(self) -> set[str]:
        return {family.name for family in self.version.package.scored_families}


@dataclass(frozen=True)
class Start:
    problems: list[ProblemLine]
    questions: QuestionList
    draft: Draft | None = None
    draft_title: str = ""
    latest: HistoryEntry | None = None

    @property
    def has_functions(self) -> bool:
        """Whether one of them packs nothing; a score of such a one is drawn to those who may have one."""
        return any(line.is_function and line.best for line in self.problems)

    @property
    def bar_head(self) -> str:
        return _("Size or score") if self.has_functions else _("Size")

    @property
    def is_new(self) -> bool:
        """Nothing written and nothing submitted yet."""
        return self.draft is None and self.latest is None

    @property
    def first(self) -> ProblemLine | None:
        return self.problems[0] if self.problems else None

    @property
    def pictured(self) -> ProblemLine | None:
        """The first problem of which there is a picture."""
        return next((line for line in self.problems if line.plane), None)


def start_for(user: User | AnonymousUser) -> Start:
    if not isinstance(user, User):
        return Start([_line(problem, {}) for problem in _in_order(_problems())], QuestionList(user))
    problems = _in_order(_problems().annotate(best_pk=Subquery(_best_of(user))))
    latest_pk = Submission.objects.filter(author=user).values_list("pk", flat=True).first()
    entries = _entries({latest_pk, *(problem.best_pk for problem in problems)})
    draft = _draft_of(user)
    return Start(
        problems=[_line(problem, entries) for problem in problems],
        questions=QuestionList(user),
        draft=draft,
        draft_title=_title(draft.problem.active_version) if draft else "",
        latest=entries.get(latest_pk),
    )


def _in_order(problems: Iterable[_P]) -> list[_P]:
    return sorted(problems, key=lambda problem: course_order(problem.slug))


def _problems() -> QuerySet[Problem]:
    return Problem.objects.filter(active_version__isnull=False).select_related("active_version")


def _best_of(user: User) -> QuerySet[Submission, UUID]:
    """Key of the best accepted submission to the version that is judged now: versions never mix."""
    judged = Submission.objects.filter(
        author=user, version=OuterRef("active_version"), judgings__state=DONE, judgings__verdict="AC"
    )
    return judged.order_by("-judgings__score", "created_at").values_list("pk", flat=True)[:1]


def _entries(keys: Iterable[UUID | None]) -> dict[UUID | None, HistoryEntry]:
    found = Submission.objects.for_list().filter(pk__in=[key for key in keys if key])
    return {submission.pk: history_entry(submission) for submission in found}


def _draft_of(user: User) -> Draft | None:
    drafts = Draft.objects.filter(user=user, problem__active_version__isnull=False)
    return drafts.select_related("problem__active_version").defer("source").order_by("-updated_at").first()


def _line(problem: Problem, entries: dict[UUID | None, HistoryEntry]) -> ProblemLine:
    version = cast(ProblemVersion, problem.active_version)  # The query leaves out those without one.
    return ProblemLine(problem, version, _title(version), entries.get(getattr(problem, "best_pk", None)))


def _title(version: ProblemVersion | None) -> str:
    return version.title(reader_language()) if version else ""
