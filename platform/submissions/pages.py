"""What the page of one submission and the comparison of two show."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import User
from problems.models import Problem
from submissions.code import highlighted_lines
from submissions.diff import DiffRow, is_changed, side_by_side
from submissions.figures import FamilyRow
from submissions.languages import class_name, language_name
from submissions.models import Submission
from submissions.panels import SubmissionPanel
from submissions.receipt import ReceiptLine, receipt_lines
from texts.languages import reader_language


@dataclass(frozen=True)
class SubmissionPage:
    submission: Submission
    panel: SubmissionPanel
    reader: User

    @property
    def problem(self) -> Problem:
        return self.submission.version.problem

    @property
    def title(self) -> str:
        return self.submission.version.title(reader_language())

    @property
    def short_id(self) -> str:
        return self.submission.short_id

    @property
    def is_own(self) -> bool:
        return self.submission.author_id == self.reader.pk

    @property
    def language_name(self) -> str:
        return language_name(self.submission.language)

    @property
    def class_name(self) -> str:
        return class_name(self.submission.language)

    @property
    def source_bytes(self) -> int:
        return len(self.submission.source.encode())

    @property
    def lines(self) -> list[SafeString]:
        return highlighted_lines(self.submission.source, self.submission.language)

    @cached_property
    def earlier(self) -> Submission | None:
        """The author's submission to the same problem before this one, if the reader may see it."""
        before = Submission.objects.visible_to(self.reader).filter(
            author=self.submission.author_id,
            version__problem=self.problem.pk,
            created_at__lt=self.submission.created_at,
        )
        return before.only("pk", "created_at").first()

    @property
    def receipt(self) -> list[ReceiptLine]:
        return receipt_lines(self.panel.receipt)


@dataclass(frozen=True)
class Comparison:
    left: SubmissionPanel
    right: SubmissionPanel

    @property
    def sides(self) -> tuple[SubmissionPanel, SubmissionPanel]:
        return self.left, self.right

    @property
    def several_problems(self) -> bool:
        return self.left.submission.version.problem_id != self.right.submission.version.problem_id

    @property
    def several_classes(self) -> bool:
        """Each side's speed is then a multiple of another reference's."""
        return self.left.speed_class != self.right.speed_class

    @property
    def difference(self) -> float | None:
        """By how much the right score is above the left, of one problem only, and of the scores as they
        are shown: a difference of the full ones would say more of each than its own page does."""
        before, after = self.left.judging.score, self.right.judging.score
        if self.several_problems or self.several_classes or before is None or after is None:
            return None
        return round(after, 1) - round(before, 1)

    @property
    def pairs(self) -> list[tuple[FamilyRow, FamilyRow]]:
        """The rows of the codec's families."""
        return [pair for pair in self.all_pairs if not pair[0].is_task]

    @property
    def task_pairs(self) -> list[tuple[FamilyRow, FamilyRow]]:
        return [pair for pair in self.all_pairs if pair[0].is_task]

    @cached_property
    def all_pairs(self) -> list[tuple[FamilyRow, FamilyRow]]:
        """The rows of the families that both versions have."""
        if self.several_problems:
            return []
        right = {row.family: row for row in self.right.rows}
        return [(row, right[row.family]) for row in self.left.rows if row.family in right]

    @property
    def is_same_data(self) -> bool:
        return self.left.judging.version_id == self.right.judging.version_id

    @cached_property
    def diff(self) -> list[DiffRow]:
        return side_by_side(self.left.submission.source, self.right.submission.source)

    @property
    def changed(self) -> bool:
        return is_changed(self.diff)

    @property
    def caution(self) -> str:
        if self.several_problems:
            return ""
        if not self.is_same_data:
            return _(
                "The two were judged on different versions of the problem: figures and scores do not compare."
            )
        if not self.several_classes:
            return ""
        return _(
            "A is %(left)s, B is %(right)s: each is measured against the reference of its own class, so that "
            "speeds and scores do not compare. Ratios do."
        ) % {"left": self.left.class_name, "right": self.right.class_name}
