"""Judges and queue as those who run the site see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Count, Min, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from redis.exceptions import RedisError

from jobs.broker import RESULTS, queue_lengths
from jobs.judges import Judge, live_judges
from jobs.models import DONE, QUEUED, RUNNING, QueuedJob
from jobs.registry import job_models

SHOWN = 20
NAMES: dict[str, Promise] = {
    "trials": _("Run"),
    "interviews": _("Interview"),
    "submissions": _("Submission"),
    "packages": _("Package"),
}


@dataclass(frozen=True)
class Line:
    """One kind of job: how many wait in the queue, are held in the database, run."""

    name: str
    queue: str
    waiting: int
    held: int
    running: int
    oldest: datetime | None


@dataclass(frozen=True)
class Work:
    """One job that runs or that the judge failed on."""

    name: str
    job: QueuedJob
    judge: str = ""

    @property
    def short_id(self) -> str:
        return str(self.job.pk)[:8]


class Overview:
    @cached_property
    def judges(self) -> list[Judge] | None:
        """None when Redis cannot be asked."""
        try:
            return live_judges()
        except RedisError:
            return None

    @cached_property
    def lengths(self) -> dict[str, int]:
        try:
            return queue_lengths()
        except RedisError:
            return {}

    @property
    def answers(self) -> int:
        """Answers of judges that are not recorded yet."""
        return self.lengths.get(RESULTS, 0)

    @cached_property
    def lines(self) -> list[Line]:
        return [_line(model) for model in job_models()]

    @cached_property
    def running(self) -> list[Work]:
        judges = {judge.busy: judge.name for judge in self.judges or ()}
        return [
            Work(_name(model), job, judges.get(str(job.pk), ""))
            for model in job_models()
            for job in model.objects.filter(state=RUNNING).order_by("started_at")[:SHOWN]
        ]

    @cached_property
    def failed(self) -> list[Work]:
        failed = [
            Work(_name(model), job)
            for model in job_models()
            for job in model.objects.filter(state=DONE).exclude(fault="").order_by("-finished_at")[:SHOWN]
        ]
        return sorted(failed, key=_finished, reverse=True)[:SHOWN]


def _line(model: type[QueuedJob]) -> Line:
    waiting = Q(state=QUEUED)
    counts = model.objects.pending().aggregate(
        waiting=Count("pk", filter=waiting & Q(attempt__gt=0)),
        held=Count("pk", filter=waiting & Q(attempt=0)),
        running=Count("pk", filter=Q(state=RUNNING)),
        oldest=Min("created_at", filter=waiting),
    )
    return Line(name=_name(model), queue=model.queue, **counts)


def _name(model: type[QueuedJob]) -> str:
    return str(NAMES.get(model.queue, model.queue))


def _finished(work: Work) -> datetime:
    return work.job.finished_at or work.job.created_at
