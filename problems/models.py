"""The bank: problems, the versions of their packages, and the data built for each version."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from jobs.actions import send
from jobs.models import PENDING, QueuedJob
from jobs.registry import anything_pending
from judge.job import DataRef, Job
from judge.package import Package
from problems import reports
from problems.shelf import shelved_package

DRAFT, VERIFIED, PUBLISHED, RETIRED = "draft", "verified", "published", "retired"
PREPARE, PEERS, VERIFY = "prepare", "peers", "verify"
# Library codecs are measured while nobody waits for the judge, and after this time all the same.
PEERS_WAIT = timedelta(minutes=10)


class ProblemQuerySet(models.QuerySet["Problem"]):
    def visible_to(self, user: Any) -> Self:
        """Published problems for everyone; admins also see those that wait for a version."""
        if getattr(user, "is_admin_role", False):
            return self
        return self.filter(active_version__isnull=False)


class Problem(models.Model):
    """A problem is named by the UUID of its package; the slug is its address."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=40, unique=True)
    active_version = models.ForeignKey(
        "ProblemVersion", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ProblemQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.slug


class ProblemVersionQuerySet(models.QuerySet["ProblemVersion"]):
    def visible_to(self, user: Any) -> Self:
        """Published versions for everyone, all of them for admins."""
        if getattr(user, "is_admin_role", False):
            return self
        return self.filter(state=PUBLISHED)


class ProblemVersion(models.Model):
    """A package as it was at one time; draft, verified, published, retired in that order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    problem = models.ForeignKey(Problem, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    package_digest = models.CharField(max_length=64)
    data_digest = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=16, default=DRAFT)
    baseline = models.JSONField(default=dict, blank=True)
    peers = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ProblemVersionQuerySet.as_manager()

    class Meta:
        ordering = ["problem__slug", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["problem", "number"], name="version_number_once"),
            models.UniqueConstraint(fields=["problem", "package_digest"], name="version_package_once"),
        ]

    def __str__(self) -> str:
        return f"{self.problem.slug} {self.number}"

    @property
    def package(self) -> Package:
        """What the package says; its pools and hidden parts stay in storage."""
        return shelved_package(self.package_digest)

    @property
    def is_ready(self) -> bool:
        """Whether the hidden data are built, so that submissions can be judged."""
        return bool(self.data_digest)

    def title(self, language: str) -> str:
        """``language`` as packages name it: "en" or "zh-Hans"."""
        return self.package.name(language)

    def start(self, kind: str) -> tuple[PackageJob, bool]:
        """The job of that kind that is under way, or a new one; and whether it is new."""
        running = self.jobs.filter(kind=kind, state__in=PENDING).first()
        if running is not None:
            return running, False
        job = PackageJob.objects.create(version=self, kind=kind)
        send(job)
        return job, True

    def ensure_prepared(self) -> None:
        """Have built and measured what is neither there nor on its way."""
        if not self.is_ready:
            self.start(PREPARE)
        elif not self.peers:
            self.start(PEERS)

    def data_refs(self) -> tuple[DataRef, ...]:
        """The hidden data as a job carries them."""
        return tuple(data_set.ref for data_set in self.data_sets.all())


class DataSet(models.Model):
    """One family's data of one split, by digest."""

    version = models.ForeignKey(ProblemVersion, models.CASCADE, related_name="data_sets")
    family = models.CharField(max_length=32)
    split = models.CharField(max_length=16)
    digest = models.CharField(max_length=64)
    bytes = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["split", "family"]
        constraints = [
            models.UniqueConstraint(fields=["version", "family", "split"], name="data_set_once"),
        ]

    def __str__(self) -> str:
        return f"{self.family} ({self.split})"

    @property
    def ref(self) -> DataRef:
        return DataRef(self.family, self.split, self.digest, self.bytes)


class PackageJob(QueuedJob):
    """Work on a version: "verify" runs the package's own submissions, "prepare" builds its data,
    "peers" measures library codecs."""

    queue = "packages"

    version = models.ForeignKey(ProblemVersion, models.CASCADE, related_name="jobs")
    kind = models.CharField(max_length=16)

    class Meta:
        ordering = ["-created_at"]

    @property
    def watched_as(self) -> tuple[uuid.UUID, ...]:
        """The page of a version follows all of its jobs."""
        return (self.pk, self.version_id)

    def to_job(self) -> Job:
        return Job(
            id=str(self.pk),
            attempt=self.attempt,
            kind=self.kind,
            package=self.version.package_digest,
        )

    def may_be_sent(self) -> bool:
        if self.kind != PEERS or timezone.now() - self.created_at > PEERS_WAIT:
            return True
        # Held ones of the kind do not wait for each other: the oldest goes first.
        held = PackageJob.objects.held().filter(kind=PEERS)
        return not anything_pending(besides=[self.pk, *held.values_list("pk", flat=True)])

    def record_report(self, report: Mapping[str, Any]) -> None:
        if self.kind == PREPARE:
            self._record_data(reports.prepared(report))
        elif self.kind == PEERS:
            ProblemVersion.objects.filter(pk=self.version_id).update(peers=reports.peers(report))
        elif reports.verified(report).ok:
            ProblemVersion.objects.filter(pk=self.version_id, state=DRAFT).update(state=VERIFIED)
            # So that the data are there by the time somebody publishes.
            self.version.ensure_prepared()

    def record_fault(self, why: str) -> None:
        self.report = reports.fault(why)
        self.save(update_fields=["report"])

    def _record_data(self, prepared: reports.Prepared | None) -> None:
        """Nothing for a package whose generators failed: its findings stand in the report."""
        if prepared is None:
            return
        self.version.data_sets.all().delete()
        DataSet.objects.bulk_create(
            DataSet(version=self.version, **reference.to_dict()) for reference in prepared.data
        )
        ProblemVersion.objects.filter(pk=self.version_id).update(
            data_digest=prepared.data_digest, baseline=prepared.baseline
        )
        self.version.start(PEERS)
