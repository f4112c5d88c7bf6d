"""The page on which one submission is reviewed."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString

from accounts.models import User
from interviews.forms import CommentForm, DecisionForm
from interviews.models import Comment, Decision
from submissions.models import Submission
from submissions.pages import SubmissionPage
from submissions.panels import SubmissionPanel


@dataclass(frozen=True)
class CodeLine:
    number: int
    html: SafeString
    comments: list[Comment]


@dataclass(frozen=True)
class ReviewedPanel(SubmissionPanel):
    """The candidate's panel, on which the author has a name."""

    @property
    def own_name(self) -> str:
        return str(self.submission.author)


@dataclass(frozen=True)
class ReviewPage:
    submission: Submission
    reviewer: User
    comment_form: CommentForm
    decision_form: DecisionForm
    line: int | None = None  # whose comment form is open

    @cached_property
    def page(self) -> SubmissionPage:
        return SubmissionPage(self.submission, self.panel, self.reviewer)

    @cached_property
    def panel(self) -> SubmissionPanel:
        return ReviewedPanel.of(self.submission)

    @cached_property
    def comments(self) -> list[Comment]:
        return list(self.submission.comments.with_authors())

    @property
    def lines(self) -> list[CodeLine]:
        on_line: dict[int, list[Comment]] = {}
        for comment in self.comments:
            on_line.setdefault(comment.line, []).append(comment)
        return [
            CodeLine(number, html, on_line.get(number, [])) for number, html in enumerate(self.page.lines, 1)
        ]

    @cached_property
    def decisions(self) -> list[Decision]:
        return list(self.submission.decisions.select_related("reviewer"))

    @property
    def own_decision(self) -> Decision | None:
        return next((each for each in self.decisions if each.reviewer_id == self.reviewer.pk), None)

    @property
    def other_decisions(self) -> list[Decision]:
        """Empty until the reviewer has recorded one: nobody should lean on another's judgement."""
        if self.own_decision is None:
            return []
        return [each for each in self.decisions if each.reviewer_id != self.reviewer.pk]

    @property
    def hidden_decisions(self) -> int:
        return 0 if self.own_decision else len(self.decisions)
