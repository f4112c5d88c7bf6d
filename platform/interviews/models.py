"""What interviewers write about a submission: comments on lines, and each reviewer's decision."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from submissions.models import Submission

COMMENT_LIMIT = 4000
NOTE_LIMIT = 10_000

# The scale of the scorecard, weakest first; the words are shown in the reader's language.
DECISIONS = {
    "strong_no": pgettext_lazy("decision", "Strong no"),
    "no": pgettext_lazy("decision", "No"),
    "yes": pgettext_lazy("decision", "Yes"),
    "strong_yes": pgettext_lazy("decision", "Strong yes"),
}


class CommentQuerySet(models.QuerySet["Comment"]):
    def with_authors(self) -> Self:
        return self.select_related("author")


class Comment(models.Model):
    """A remark on one line of the source; the candidate reads it on the submission's page."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    line = models.PositiveIntegerField()
    text = models.TextField(max_length=COMMENT_LIMIT)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["line", "created_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(line__gte=1), name="comment_line_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}:{self.line}"


class Decision(models.Model):
    """One reviewer's decision on a submission; other reviewers see it, the candidate does not."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="decisions")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decision = models.CharField(max_length=20)
    note = models.TextField(max_length=NOTE_LIMIT, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["updated_at"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "reviewer"], name="one_decision_per_reviewer"),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.decision}"

    @property
    def word(self) -> str:
        return str(DECISIONS.get(self.decision, self.decision))
