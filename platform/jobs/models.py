"""Work for the judge as rows: the database is the truth, Redis only carries it."""

from __future__ import annotations

import uuid
from abc import abstractmethod
from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Self, TypeVar

from django.db import models

from judge.job import Job

Json = Mapping[str, Any]
Row = TypeVar("Row", bound="QueuedJob", covariant=True)

QUEUED, RUNNING, DONE, CANCELLED = "queued", "running", "done", "cancelled"
PENDING = (QUEUED, RUNNING)


class QueuedJobQuerySet(models.QuerySet[Row]):
    """Every change of state is a compare-and-set: it returns whether this caller made it."""

    def pending(self) -> Self:
        return self.filter(state__in=PENDING)

    def held(self) -> Self:
        """Not sent yet: waiting for the author's earlier jobs, or for something it needs."""
        return self.filter(state=QUEUED, attempt=0)

    def sent(self) -> Self:
        return self.pending().filter(attempt__gt=0)

    def expired(self, now: datetime) -> Self:
        """Sent, and nothing was heard of them for the length of a lease."""
        return self.sent().filter(lease_until__lt=now)

    def at(self, job: QueuedJob) -> Self:
        """The row of ``job``, if state and attempt are still the ones that ``job`` was read with."""
        return self.filter(pk=job.pk, state=job.state, attempt=job.attempt)

    def ended_attempt(self, pk: uuid.UUID, attempt: int) -> Self:
        """The row, if this attempt is the one whose report it keeps."""
        return self.filter(pk=pk, attempt=attempt, state=DONE)

    def open_attempt(self, pk: uuid.UUID, attempt: int) -> Self:
        """The row, if this attempt is the one that is out and has not ended."""
        return self.pending().filter(pk=pk, attempt=attempt)


class QueuedJob(models.Model):
    """One piece of work for the judge.

    ``attempt`` counts how often the judge took the job up (0: not sent yet), ``sends`` how often a
    message was put into the queue: a message that a lost Redis took with it was never taken up.
    """

    # Name of the queue; interview work may answer another one than practice.
    queue: ClassVar[str]
    # Path to the person whose jobs share the queue fairly, such as "submission__author"; None: no limit.
    owner_field: ClassVar[str | None] = None

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    attempt = models.PositiveSmallIntegerField(default=0, editable=False)
    sends = models.PositiveSmallIntegerField(default=0, editable=False)
    state = models.CharField(max_length=16, default=QUEUED, db_index=True, editable=False)
    stage = models.JSONField(null=True, editable=False)
    report = models.JSONField(null=True, editable=False)
    # Why the judge failed last, for those who run it.
    fault = models.TextField(blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, editable=False)
    finished_at = models.DateTimeField(null=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)

    objects = QueuedJobQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.model_name} {self.pk}"

    @property
    def is_pending(self) -> bool:
        return self.state in PENDING

    @property
    def route(self) -> str:
        """The queue this job is put into: some languages have their own, which not every judge reads."""
        return self.queue

    @property
    def task_id(self) -> str:
        """What the message of this attempt is called in the queue."""
        return f"{self.pk}-{self.attempt}"

    @property
    def watched_as(self) -> tuple[uuid.UUID, ...]:
        """Whoever follows one of these is told when the row changes."""
        return (self.pk,)

    def may_be_sent(self) -> bool:
        """Whether everything the judge needs is there; a job that says no is held and asked again."""
        return True

    @abstractmethod
    def to_job(self) -> Job:
        """The message for the judge, without ``reply_to``, which the queue fills in."""

    def record_data_set(self, figures: Json) -> None:
        """Keep the figures of one data set while the job runs; in the transaction of the message."""

    @abstractmethod
    def record_report(self, report: Json) -> None:
        """Keep what follows from the report; in the transaction that moves the row to done."""

    def record_failing_input(self, found: Json) -> bool:
        """Keep what the judge sent after the report: a hint that changes no result; True if it was kept."""
        return False

    @abstractmethod
    def record_fault(self, why: str) -> None:
        """The judge failed three times; in the transaction that moves the row to done."""


class Lease(models.Model):
    """Makes sure that only one process does a thing at a time; ends by itself if that process dies."""

    name = models.CharField(max_length=40, primary_key=True)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} until {self.until:%H:%M:%S}"
