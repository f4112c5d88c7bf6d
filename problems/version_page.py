"""What an admin sees of a version: how far its checks have come, every finding, the data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobs.judges import is_judge_running
from jobs.models import CANCELLED, QUEUED, RUNNING
from judge.errors import PackageError, StorageError
from judge.package import Family
from problems import reports
from problems.models import (
    DRAFT,
    PEERS,
    PREPARE,
    PUBLISHED,
    RETIRED,
    VERIFIED,
    VERIFY,
    DataSet,
    PackageJob,
    ProblemVersion,
)
from problems.reports import Outcome, Remark
from texts.languages import reader_language

LONG_WAIT = timedelta(seconds=60)

STATES: dict[str, Promise] = {
    DRAFT: gettext_lazy("draft"),
    VERIFIED: gettext_lazy("verified"),
    PUBLISHED: gettext_lazy("published"),
    RETIRED: gettext_lazy("retired"),
}
KINDS: dict[str, Promise] = {
    VERIFY: gettext_lazy("Check of the package"),
    PREPARE: gettext_lazy("Hidden data"),
    PEERS: gettext_lazy("Library codecs"),
}
STAGES: dict[str, Promise] = {
    "bars": gettext_lazy("Measuring against the bars"),
    "build": gettext_lazy("Starting"),
    "data": gettext_lazy("Building data"),
    "gate": gettext_lazy("Checking round trips"),
    "peers": gettext_lazy("Measuring library codecs"),
    "reference": gettext_lazy("Measuring the reference"),
    "score": gettext_lazy("Computing scores"),
    "speed": gettext_lazy("Measuring speed"),
    "tasks": gettext_lazy("Answering tasks"),
    "submission": gettext_lazy("Running the package's submissions"),
    "submissions": gettext_lazy("Running the package's submissions"),
}


@dataclass(frozen=True)
class JobView:
    """One job of a version: what it is, how far it has come, and what it found."""

    job: PackageJob

    @property
    def title(self) -> str:
        return str(KINDS.get(self.job.kind, self.job.kind))

    @property
    def report(self) -> Mapping[str, Any]:
        return self.job.report or {}

    @cached_property
    def remarks(self) -> tuple[Remark, ...]:
        return reports.remarks(self.report.get("findings") or ())

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        return reports.verified(self.report).outcomes if self.report.get("submissions") else ()

    @property
    def is_late(self) -> bool:
        return self.job.state == QUEUED and timezone.now() - self.job.created_at > LONG_WAIT

    @property
    def succeeded(self) -> bool:
        """Only a check says whether all is well; the others have worked when they brought something."""
        if self.job.kind == VERIFY:
            return self.report.get("ok") is True
        return bool(self.report.get("data") or self.report.get("peers"))

    @property
    def tone(self) -> str:
        if self.job.is_pending:
            return "running"
        if self.job.state == CANCELLED:
            return "quiet"
        return "good" if self.succeeded else "bad"

    @property
    def status(self) -> str:
        if self.job.state == QUEUED:
            return _("Waiting in the queue")
        if self.job.state == RUNNING:
            return stage_sentence(self.job.stage or {}, family_titles(self.job.version))
        if self.job.state == CANCELLED:
            return _("Cancelled")
        return self.ended

    @property
    def ended(self) -> str:
        if self.job.kind == PREPARE:
            return _("Built") if self.succeeded else _("Could not be built")
        if self.job.kind == PEERS:
            return _("Measured") if self.succeeded else _("Could not be measured")
        if self.succeeded:
            return _("Everything is as the package says")
        return _("Not as the package says: it cannot be published like this")


@dataclass(frozen=True)
class DataRow:
    data_set: DataSet
    title: str
    is_scored: bool
    ratio: float | None


@dataclass(frozen=True)
class VersionPage:
    version: ProblemVersion

    @cached_property
    def title(self) -> str:
        return title_of(self.version)

    @property
    def state(self) -> str:
        return state_name(self.version)

    @cached_property
    def jobs(self) -> list[JobView]:
        """The newest job of each kind."""
        newest: dict[str, PackageJob] = {}
        for job in self.version.jobs.all():
            newest[job.kind] = job
        return [JobView(newest[kind]) for kind in (VERIFY, PREPARE, PEERS) if kind in newest]

    @cached_property
    def data_sets(self) -> list[DataSet]:
        return list(self.version.data_sets.all())

    @property
    def data_rows(self) -> list[DataRow]:
        baseline: Mapping[str, Any] = next(iter((self.version.baseline or {}).values()), {})
        families = {family.name: family for family in families_of(self.version)}
        return [
            DataRow(
                data_set=each,
                title=families[each.family].title(reader_language())
                if each.family in families
                else each.family,
                is_scored=each.family not in families or families[each.family].scored,
                ratio=(baseline.get(each.family) or {}).get("ratio"),
            )
            for each in self.data_sets
        ]

    @property
    def is_pending(self) -> bool:
        return any(view.job.is_pending for view in self.jobs)

    @cached_property
    def lacks_judge(self) -> bool:
        return self.is_pending and not is_judge_running()

    @property
    def can_publish(self) -> bool:
        return self.version.state in {VERIFIED, RETIRED}

    @property
    def can_retire(self) -> bool:
        return self.version.state == PUBLISHED

    @property
    def can_verify(self) -> bool:
        return not any(view.job.is_pending and view.job.kind == VERIFY for view in self.jobs)


def stage_sentence(stage: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    """What the judge does, with the family or submission and how many are done."""
    word = str(stage.get("stage") or "build")
    sentence = str(STAGES.get(word, word))
    if stage.get("family"):
        family = titles.get(stage["family"], stage["family"])
        sentence = _("%(doing)s – %(family)s") % {"doing": sentence, "family": family}
    if not stage.get("total"):
        return sentence
    values = {"doing": sentence, "done": stage.get("done") or 0, "total": stage["total"]}
    return _("%(doing)s (%(done)s of %(total)s)") % values


def state_name(version: ProblemVersion) -> str:
    return str(STATES.get(version.state, version.state))


def families_of(version: ProblemVersion) -> tuple[Family, ...]:
    try:
        return version.package.families
    except (StorageError, PackageError):
        return ()


def family_titles(version: ProblemVersion) -> dict[str, str]:
    return {family.name: family.title(reader_language()) for family in families_of(version)}


def title_of(version: ProblemVersion) -> str:
    """The title, or the slug of a package that is gone or that this version of the reader refuses."""
    try:
        return version.title(reader_language())
    except (StorageError, PackageError):
        return version.problem.slug
