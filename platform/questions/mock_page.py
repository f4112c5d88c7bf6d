"""What the pages of a mock interview show: the question of the moment, then all answers beside the model's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from questions.bank import Answer, Item, Question, questions
from questions.mocks import GOT_IT, LENGTHS, MISSED, PARTLY, next_of, total
from questions.models import Attempt, Mock
from questions.pages import text_html
from questions.rubric import CAPS, Cap
from questions.touched import touched

JUDGEMENTS: dict[str, Promise] = {GOT_IT: _("got it"), PARTLY: _("partly"), MISSED: _("missed")}


@dataclass(frozen=True)
class AnsweredLine:
    """One answer with what would have been said; ``attempt.place`` counts from 0."""

    attempt: Attempt
    question: Question

    @property
    def is_main(self) -> bool:
        return self.attempt.follow_up is None

    @property
    def answer(self) -> Answer:
        return self.question.in_language(self.attempt.language)

    @cached_property
    def asked(self) -> str:
        if self.attempt.follow_up is None:
            return self.answer.question
        return self.answer.follow_ups[self.attempt.follow_up].title

    @property
    def model(self) -> SafeString:
        follow_up = self.attempt.follow_up
        text = self.answer.short if follow_up is None else self.answer.follow_ups[follow_up].body
        sources_at = reverse("questions:read", args=[self.question.slug])
        return text_html(text, self.attempt.language, 4, sources_at)

    @property
    def rubric(self) -> list[tuple[Item, bool, bool]]:
        """Each line, whether it is ticked, whether the answer may touch it."""
        suggested = touched(self.answer.rubric, self.attempt.text)
        return [(item, item.id in self.attempt.ticks, item.id in suggested) for item in self.answer.rubric]

    @property
    def caps(self) -> list[tuple[Cap, bool]]:
        return [(cap, cap.id in self.attempt.ticks) for cap in CAPS]

    @property
    def judgements(self) -> list[tuple[str, Promise, bool]]:
        return [(value, name, value in self.attempt.ticks) for value, name in JUDGEMENTS.items()]

    @property
    def missed(self) -> list[Item]:
        return [item for item in self.answer.rubric if item.id in self.attempt.missed]


@dataclass(frozen=True)
class MockPage:
    mock: Mock

    @cached_property
    def lines(self) -> list[AnsweredLine]:
        """Those whose question is still in the bank."""
        bank = {question.slug: question for question in questions()}
        attempts = self.mock.attempts.order_by("place")
        return [AnsweredLine(each, bank[each.question]) for each in attempts if _is_known(each, bank)]

    @cached_property
    def current(self) -> AnsweredLine | None:
        attempt = next_of(self.mock)
        return next((line for line in self.lines if attempt and line.attempt.pk == attempt.pk), None)

    @property
    def answered(self) -> int:
        return sum(line.attempt.answered_at is not None for line in self.lines)

    @property
    def is_marked(self) -> bool:
        return all(line.attempt.is_ticked for line in self.lines)

    @property
    def total(self) -> int:
        return total([line.attempt for line in self.lines])

    @property
    def minutes_used(self) -> int:
        ended = self.mock.answered_at or self.mock.ends_at
        return max(1, round((ended - self.mock.started_at).total_seconds() / 60))

    @property
    def weak(self) -> list[AnsweredLine]:
        """The worst three below 70, to be looked at again."""
        below = [line for line in self.lines if (line.attempt.score or 0) < 70]
        return sorted(below, key=lambda line: line.attempt.score or 0)[:3]


def _is_known(attempt: Attempt, bank: dict[str, Question]) -> bool:
    question = bank.get(attempt.question)
    if question is None:
        return False
    return attempt.follow_up is None or attempt.follow_up < len(
        question.in_language(attempt.language).follow_ups
    )


def lengths() -> list[tuple[int, int, int]]:
    """Minutes, questions, follow-ups."""
    return [(minutes, *counts) for minutes, counts in LENGTHS.items()]
