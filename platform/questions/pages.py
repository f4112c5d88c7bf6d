"""What the pages of the bank show."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from questions.bank import Answer, Claim, Item, Question, Reference, questions, references
from questions.models import FIVE_MINUTES, FREE, HALF_MINUTE, Attempt, Review
from questions.rubric import CAPS, Cap
from questions.touched import Piece, pieces, touched
from texts.languages import reader_language
from texts.render import render

_CITED = re.compile(r"\]\(ref:([\w-]+)\)")
TIMER_NAMES: dict[int, Promise] = {
    HALF_MINUTE: _("30 seconds"),
    FIVE_MINUTES: _("5 minutes"),
    FREE: _("no limit"),
}


def text_html(markdown: str, language: str, top: int = 3, sources_at: str = "") -> SafeString:
    """A text of the bank. What it cites leads to the list of sources: of this page, or of ``sources_at``."""
    return render(_CITED.sub(rf"]({sources_at}#ref-\1)", markdown), language, top)


@dataclass(frozen=True)
class QuestionLine:
    """A question in the list: what it asks, and how far its reader has come with it."""

    question: Question
    answer: Answer
    review: Review | None


@dataclass(frozen=True)
class QuestionList:
    user: User | AnonymousUser

    @cached_property
    def lines(self) -> list[QuestionLine]:
        known = {review.question: review for review in Review.objects.visible_to(self.user)}
        return [
            QuestionLine(question, question.in_language(reader_language()), known.get(question.slug))
            for question in questions()
        ]

    @property
    def due(self) -> list[QuestionLine]:
        """The longest overdue first."""
        slugs = [review.question for review in Review.objects.visible_to(self.user).due()]
        by_slug = {line.question.slug: line for line in self.lines}
        return [by_slug[slug] for slug in slugs if slug in by_slug]


@dataclass(frozen=True)
class TitledText:
    title: str
    html: SafeString


@dataclass(frozen=True)
class ShownClaim:
    claim: Claim
    language: str

    @property
    def verdict(self) -> str:
        return self.claim.verdict

    @cached_property
    def says(self) -> SafeString:
        return text_html(self.claim.claim, self.language)

    @cached_property
    def reason(self) -> SafeString:
        return text_html(self.claim.reason, self.language)

    @property
    def sources(self) -> list[Reference]:
        return [references()[key] for key in self.claim.sources]


@dataclass(frozen=True)
class QuestionPage:
    """A question with its whole answer, in the reader's language."""

    question: Question
    language: str

    @cached_property
    def answer(self) -> Answer:
        return self.question.in_language(self.language)

    @property
    def slug(self) -> str:
        return self.question.slug

    @property
    def sources_at(self) -> str:
        """The page that has the list of sources; empty on that page itself."""
        return ""

    @property
    def short(self) -> SafeString:
        return text_html(self.answer.short, self.language, sources_at=self.sources_at)

    @property
    def long(self) -> SafeString:
        return text_html(self.answer.long, self.language, sources_at=self.sources_at)

    @property
    def deep(self) -> SafeString:
        return text_html(self.answer.deep, self.language)

    @property
    def misconceptions(self) -> list[TitledText]:
        return [
            TitledText(part.title, text_html(part.body, self.language, 4))
            for part in self.answer.misconceptions
        ]

    @property
    def follow_ups(self) -> list[TitledText]:
        return [
            TitledText(part.title, text_html(part.body, self.language, 4)) for part in self.answer.follow_ups
        ]

    @property
    def claims(self) -> list[ShownClaim]:
        return [ShownClaim(claim, self.language) for claim in self.answer.claims]

    @property
    def sources(self) -> list[Reference]:
        return [references()[key] for key in self.question.references]

    @property
    def neighbours(self) -> tuple[Question | None, Question | None]:
        """The question before and the one after."""
        every = questions()
        at = every.index(self.question)
        return (every[at - 1] if at else None, every[at + 1] if at + 1 < len(every) else None)


@dataclass(frozen=True)
class PracticePage(QuestionPage):
    """The question alone, to be answered before anything else is seen."""

    timer: int = FIVE_MINUTES
    text: str = ""
    complaint: str = ""
    latest: Sequence[Attempt] = ()

    @property
    def timers(self) -> list[tuple[int, Promise, bool]]:
        return [(seconds, name, seconds == self.timer) for seconds, name in TIMER_NAMES.items()]


@dataclass(frozen=True)
class RubricLine:
    number: int
    item: Item
    is_ticked: bool
    is_suggested: bool


@dataclass(frozen=True)
class ComparePage(QuestionPage):
    """An own answer beside the model's, and the rubric to be ticked."""

    attempt: Attempt
    review: Review | None = None

    @property
    def sources_at(self) -> str:
        return reverse("questions:read", args=[self.slug])

    @property
    def pieces(self) -> list[Piece]:
        return pieces(self.answer.rubric, self.attempt.text)

    @cached_property
    def rubric(self) -> list[RubricLine]:
        suggested = touched(self.answer.rubric, self.attempt.text)
        return [
            RubricLine(number, item, item.id in self.attempt.ticks, item.id in suggested)
            for number, item in enumerate(self.answer.rubric, 1)
        ]

    @property
    def caps(self) -> list[tuple[Cap, bool]]:
        return [(cap, cap.id in self.attempt.ticks) for cap in CAPS]

    @property
    def missed(self) -> list[Item]:
        return [item for item in self.answer.rubric if item.id in self.attempt.missed]

    @property
    def timer_name(self) -> Promise:
        return TIMER_NAMES.get(self.attempt.timer, TIMER_NAMES[FREE])

    @property
    def is_over_time(self) -> bool:
        return bool(self.attempt.timer) and self.attempt.seconds > self.attempt.timer
