"""What the page of an exercise shows: the task with its numbers, what was written, then the solution."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.urls import reverse
from django.utils.safestring import SafeString

from questions.bank import CONTENT
from questions.exercises import EXERCISES
from questions.exercises.base import Choice, Exercise, Field, Values, fill
from questions.markdown import Document, read_document
from questions.pages import QuestionPage, text_html
from questions.quantities import NotANumber


@dataclass(frozen=True)
class AskedField:
    field: Field | Choice
    label: str
    written: str = ""
    complaint: str = ""
    is_right: bool | None = None

    @property
    def options(self) -> tuple[str, ...]:
        return self.field.options if isinstance(self.field, Choice) else ()


@dataclass(frozen=True)
class ExercisePage(QuestionPage):
    given: Mapping[str, float]
    written: Mapping[str, str] = field(default_factory=dict)
    sealed: str = ""

    @property
    def sources_at(self) -> str:
        return reverse("questions:read", args=[self.slug])

    @property
    def exercise(self) -> Exercise:
        return EXERCISES[self.slug]

    @cached_property
    def values(self) -> Values:
        return self.exercise.values(self.given)

    @cached_property
    def document(self) -> Document:
        path = CONTENT / self.slug / f"exercise.{self.language}.md"
        return read_document(path.read_text(encoding="utf-8"))

    @property
    def title(self) -> str:
        return str(self.document.front["title"])

    @property
    def task(self) -> SafeString:
        return text_html(
            fill(self.document.sections[0].body, self.values), self.language, sources_at=self.sources_at
        )

    @property
    def solution(self) -> SafeString:
        return text_html(
            fill(self.document.sections[1].body, self.values), self.language, sources_at=self.sources_at
        )

    @cached_property
    def fields(self) -> list[AskedField]:
        return [self._asked(each) for each in self.exercise.fields]

    def _asked(self, each: Field | Choice) -> AskedField:
        label = fill(self.document.front["fields"][each.name], self.values)
        if not self.written:
            return AskedField(each, label)
        written = self.written[each.name]
        try:
            return AskedField(each, label, written, is_right=each.is_right(written, self.values))
        except NotANumber as wrong:
            return AskedField(each, label, written, complaint=str(wrong))

    @property
    def is_complete(self) -> bool:
        """Every field holds something that can be read."""
        return bool(self.written) and not any(each.complaint for each in self.fields)

    @property
    def right(self) -> dict[str, bool]:
        return {each.field.name: bool(each.is_right) for each in self.fields}

    @property
    def is_solved(self) -> bool:
        return all(self.right.values())
