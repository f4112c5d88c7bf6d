"""All problems with all their versions, as admins see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from jobs.models import RUNNING
from problems.models import DRAFT, VERIFY, PackageJob, Problem, ProblemVersion
from problems.version_page import state_name, title_of


@dataclass(frozen=True)
class VersionEntry:
    version: ProblemVersion

    @property
    def state(self) -> str:
        """A draft is told by its check: that is what it waits for."""
        check = self._newest_check()
        if self.version.state != DRAFT or check is None:
            return state_name(self.version)
        if check.is_pending:
            return _("being checked") if check.state == RUNNING else _("waiting for its check")
        return _("check failed")

    def _newest_check(self) -> PackageJob | None:
        return next((job for job in self.version.jobs.all() if job.kind == VERIFY), None)


@dataclass(frozen=True)
class ProblemEntry:
    problem: Problem
    title: str
    versions: list[VersionEntry]


def problem_entries() -> list[ProblemEntry]:
    """In a number of queries that does not grow."""
    jobs = Prefetch("jobs", PackageJob.objects.defer("report").order_by("-created_at"))
    versions = Prefetch(
        "versions",
        ProblemVersion.objects.select_related("problem", "created_by")
        .prefetch_related(jobs)
        .order_by("-number"),
    )
    problems = Problem.objects.select_related("active_version__problem").prefetch_related(versions)
    return [_entry(problem, problem.versions.all()) for problem in problems]


def _entry(problem: Problem, versions: Iterable[ProblemVersion]) -> ProblemEntry:
    newest_first = list(versions)
    shown = problem.active_version or (newest_first[0] if newest_first else None)
    return ProblemEntry(
        problem=problem,
        title=title_of(shown) if shown else problem.slug,
        versions=[VersionEntry(version) for version in newest_first],
    )
