"""What a reader did with the bank: answers, when to see a question again, exercises, mock interviews."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar, Self, TypeVar
from uuid import uuid4

from django.contrib.auth.models import AnonymousUser
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils import timezone

from accounts.models import User

_Row = TypeVar("_Row", bound=models.Model)
MOST_TEXT = 20_000
FREE, HALF_MINUTE, FIVE_MINUTES = 0, 30, 300
TIMERS = (HALF_MINUTE, FIVE_MINUTES, FREE)
# What was written in time may still be on its way.
GRACE = timedelta(seconds=15)


class OwnQuerySet(models.QuerySet[_Row]):
    """Rows of one person: nobody else sees them, whatever their role."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self.filter(user=user) if isinstance(user, User) else self.none()


class AttemptQuerySet(OwnQuerySet["Attempt"]):
    def practice(self) -> Self:
        """Those outside mock interviews."""
        return self.filter(mock=None)


class Attempt(models.Model):
    """One answer to a question or to a follow-up, and what its author ticked beside the model answer.

    ``follow_up``: its place among the question's, from 0; none for the question itself. ``ticks``: ids of
    rubric items and caps. ``score`` of 100, once ticked. ``seconds``: what the answer took.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="attempts")
    mock = models.ForeignKey("Mock", models.CASCADE, null=True, blank=True, related_name="attempts")
    place = models.PositiveSmallIntegerField(default=0)
    question = models.SlugField(max_length=60)
    follow_up = models.PositiveSmallIntegerField(null=True, blank=True)
    language = models.CharField(max_length=16)
    timer = models.PositiveIntegerField(default=FREE)
    text = models.TextField(blank=True, validators=[MaxLengthValidator(MOST_TEXT)])
    seconds = models.PositiveIntegerField(default=0)
    ticks = models.JSONField(default=list)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    missed = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    # None while its turn in a mock interview has not come.
    answered_at = models.DateTimeField(null=True, blank=True)
    ticked_at = models.DateTimeField(null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["user", "question", "-created_at"])]

    def __str__(self) -> str:
        return f"{self.question}, {self.created_at:%Y-%m-%d}"

    @property
    def is_ticked(self) -> bool:
        return self.ticked_at is not None


def tomorrow() -> datetime:
    """Midnight: what is due before it is due today."""
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


class ReviewQuerySet(OwnQuerySet["Review"]):
    def due(self) -> Self:
        """Due today or before, the longest overdue first."""
        return self.filter(due_at__lt=tomorrow()).order_by("due_at")


class Review(models.Model):
    """When a question should be seen again; ``card`` is the scheduler's own state."""

    user = models.ForeignKey(User, models.CASCADE, related_name="reviews")
    question = models.SlugField(max_length=60)
    card = models.JSONField()
    due_at = models.DateTimeField()
    last_score = models.PositiveSmallIntegerField()
    missed = models.JSONField(default=list)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "question"], name="one_review_each")]
        indexes: ClassVar = [models.Index(fields=["user", "due_at"])]

    def __str__(self) -> str:
        return f"{self.question}, due {self.due_at:%Y-%m-%d}"

    @property
    def is_due(self) -> bool:
        return self.due_at < tomorrow()


class ExerciseTryQuerySet(OwnQuerySet["ExerciseTry"]):
    pass


class ExerciseTry(models.Model):
    """One try of an exercise: the numbers that were given, what was written, which parts were right."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="exercise_tries")
    question = models.SlugField(max_length=60)
    given = models.JSONField()
    written = models.JSONField()
    right = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ExerciseTryQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.question}, {sum(self.right.values())} of {len(self.right)}"

    @property
    def is_solved(self) -> bool:
        return all(self.right.values())


class MockQuerySet(OwnQuerySet["Mock"]):
    pass


class Mock(models.Model):
    """A mock interview: mixed questions and follow-ups in ``minutes``; its answers are attempts."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="mocks")
    language = models.CharField(max_length=16)
    minutes = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = MockQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"

    @property
    def ends_at(self) -> datetime:
        return self.started_at + timedelta(minutes=self.minutes)

    @property
    def asks_no_more(self) -> bool:
        """The clock has run out or the end was asked for."""
        return self.answered_at is not None or timezone.now() >= self.ends_at

    @property
    def is_over(self) -> bool:
        """No answer is taken any more, not even one that was on its way."""
        return self.answered_at is not None or timezone.now() >= self.ends_at + GRACE
