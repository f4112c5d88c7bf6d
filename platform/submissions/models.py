"""Drafts, trials, submissions and what the judge found out about them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Prefetch, Q
from django.utils import timezone

from accounts.models import User
from jobs.models import DONE, QueuedJob, QueuedJobQuerySet
from judge.job import Job
from judge.queues import queue_for
from judge.report import SEARCHED
from problems.models import Problem, ProblemVersion
from submissions.shapes import check_failing_input, check_figures, check_report, check_trial

Json = Mapping[str, Any]

BOARD, SAMPLE = "board", "sample"
FIRST, REJUDGING = "first", "rejudging"
# From the verdict on; the judge gives a search up earlier.
SEARCH_PATIENCE = timedelta(seconds=25)


class Draft(models.Model):
    """What a user has typed for a problem. ``revision`` grows with each save."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    problem = models.ForeignKey(Problem, models.CASCADE, related_name="+")
    language = models.CharField(max_length=32)
    source = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "problem", "language"], name="one_draft_per_language"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.problem_id} {self.language}"


class TrialQuerySet(QueuedJobQuerySet["Trial"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(author=user) if isinstance(user, User) else self.none()


class Trial(QueuedJob):
    """Code tried on the samples, and on an input of the author's own; never scored, short-lived."""

    queue = "trials"
    owner_field = "author"

    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="trials")
    version = models.ForeignKey(ProblemVersion, models.CASCADE, related_name="+")
    language = models.CharField(max_length=32)
    source = models.TextField()
    own_input = models.BinaryField(null=True)

    objects = TrialQuerySet.as_manager()  # type: ignore[misc]  # More than the kind's own manager.

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def route(self) -> str:
        return queue_for(self.queue, self.language)

    def to_job(self) -> Job:
        return Job(
            id=str(self.pk),
            attempt=self.attempt,
            kind="trial",
            package=self.version.package_digest,
            baseline=self.version.baseline,
            language=self.language,
            source=self.source.encode(),
            splits=(SAMPLE,),
            own_input=None if self.own_input is None else bytes(self.own_input),
        )

    def record_report(self, report: Json) -> None:
        """The report itself is all there is to keep of a trial."""
        check_trial(report)

    def record_fault(self, why: str) -> None:
        self.report = {"verdict": "JE", "cases": []}
        self.save(update_fields=["report"])


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """One's own; for interviewers what its author shared; for admins all."""
        if not isinstance(user, User):
            return self.none()
        if user.is_admin_role:
            return self
        if user.is_interviewer:
            return self.filter(Q(author=user) | Q(is_shared=True))
        return self.filter(author=user)

    def with_result(self) -> Self:
        """With judgings and their rows read in a number of queries that does not grow."""
        return self._with_judgings(Judging.objects.all())

    def for_list(self) -> Self:
        """Newest first, without the sources and inputs that a list does not show."""
        shown = self._with_judgings(Judging.objects.defer("failing_input"))
        return shown.defer("source").order_by("-created_at", "pk")

    def _with_judgings(self, judgings: models.QuerySet[Judging]) -> Self:
        judgings = judgings.select_related("version").prefetch_related("results").order_by("created_at")
        return self.select_related("version__problem", "author").prefetch_related(
            Prefetch("judgings", judgings)
        )


class Submission(models.Model):
    """Code handed in to be judged; never changed afterwards but for who may see it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="submissions")
    version = models.ForeignKey(ProblemVersion, models.PROTECT, related_name="submissions")
    language = models.CharField(max_length=32)
    source = models.TextField()
    idempotency_key = models.CharField(max_length=64)
    is_shared = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["author", "idempotency_key"], name="one_submission_per_key"),
        ]
        indexes = [
            models.Index(fields=["author", "-created_at"], name="submission_by_author"),
            models.Index(fields=["is_shared", "-created_at"], name="submission_by_shared"),
        ]

    def __str__(self) -> str:
        return self.short_id

    @property
    def short_id(self) -> str:
        return str(self.pk)[:8]

    @property
    def judging(self) -> Judging:
        """The judging that counts: the newest that is done, else the newest."""
        judgings = sorted(self.judgings.all(), key=lambda each: each.created_at)
        done = [each for each in judgings if each.state == DONE]
        return (done or judgings)[-1]


class Judging(QueuedJob):
    """One decision to judge a submission on a version; append-only once it is done."""

    queue = "submissions"
    owner_field = "submission__author"

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="judgings")
    version = models.ForeignKey(ProblemVersion, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=16, default=FIRST)
    verdict = models.CharField(max_length=8, blank=True)
    score = models.FloatField(null=True)
    imprecise = models.BooleanField(default=False)
    receipt = models.JSONField(null=True)
    # {"input": …} once the judge has searched, with null for nothing found; no word of it yet: null.
    failing_input = models.JSONField(null=True, editable=False)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission"], condition=Q(purpose=FIRST), name="one_first_judging"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def may_be_sent(self) -> bool:
        """Not before the hidden data are built; until then it waits in the database."""
        return self.version.is_ready

    @property
    def route(self) -> str:
        return queue_for(self.queue, self.submission.language)

    def to_job(self) -> Job:
        return Job(
            id=str(self.pk),
            attempt=self.attempt,
            kind="judge",
            package=self.version.package_digest,
            data=tuple(data for data in self.version.data_refs() if data.split == BOARD),
            baseline=self.version.baseline,
            language=self.submission.language,
            source=self.submission.source.encode(),
            splits=(BOARD,),
        )

    def record_data_set(self, figures: Json) -> None:
        """A row of the table, as far as its family has come."""
        check_figures(figures)
        DataSetResult.objects.update_or_create(
            judging=self,
            family=figures["family"],
            split=figures.get("split", BOARD),
            defaults={"figures": dict(figures)},
        )

    def record_report(self, report: Json) -> None:
        """The rows are written anew: an attempt that broke off may have left others behind."""
        check_report(report)
        self.verdict = report["verdict"]
        self.score = report.get("score")
        self.imprecise = bool(report.get("imprecise"))
        self.receipt = report.get("receipt")
        self.save(update_fields=["verdict", "score", "imprecise", "receipt"])
        self.results.all().delete()
        for figures in report.get("data_sets") or []:
            self.record_data_set(figures)

    def record_failing_input(self, found: Json) -> bool:
        """Once, and only beside a verdict that it can belong to."""
        if self.verdict not in SEARCHED:
            return False
        if found["input"] is not None:
            check_failing_input(found["input"], self.verdict)
        unheard = Judging.objects.ended_attempt(self.pk, self.attempt).filter(failing_input__isnull=True)
        return bool(unheard.filter(verdict=self.verdict).update(failing_input=dict(found)))

    @property
    def is_searched(self) -> bool:
        """Whether the judge may still send a failing input; a search that was lost is not waited for."""
        return (
            self.state == DONE
            and self.verdict in SEARCHED
            and self.failing_input is None
            and self.finished_at is not None
            and timezone.now() - self.finished_at < SEARCH_PATIENCE
        )

    def record_fault(self, why: str) -> None:
        """Rows of the attempts that broke off say nothing about the code."""
        self.verdict = "JE"
        self.save(update_fields=["verdict"])
        self.results.all().delete()


class DataSetResult(models.Model):
    """The judge's figures for one data set, as the operator may see them."""

    judging = models.ForeignKey(Judging, models.CASCADE, related_name="results")
    family = models.CharField(max_length=64)
    split = models.CharField(max_length=16, default=BOARD)
    figures = models.JSONField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["judging", "family", "split"], name="one_result_per_data_set"),
        ]

    def __str__(self) -> str:
        return f"{self.judging_id}: {self.family}"
