"""The list of problems, row by row; pages above add what they know of the reader."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from judge.languages import LANGUAGES
from problems.course import course_order, number_of
from problems.models import Problem, ProblemVersion
from texts.languages import reader_language
from texts.render import render

_FIRST_SENTENCE = re.compile(r"(.+?(?:[。！？]|[.!?](?=\s|$)|$))", re.DOTALL)


@dataclass(frozen=True)
class ProblemRow:
    problem: Problem
    version: ProblemVersion
    title: str
    summary: SafeString
    summary_language: str
    scored: tuple[str, ...]
    unscored: tuple[str, ...]
    tasks: tuple[str, ...]
    is_ready: bool

    @property
    def number(self) -> int | None:
        return number_of(self.problem.slug)

    @property
    def is_function(self) -> bool:
        return not self.version.package.has_codec

    @property
    def families(self) -> str:
        """The scored families as one line."""
        return joined(self.scored)

    @property
    def task_titles(self) -> str:
        return joined(self.tasks)

    @property
    def languages(self) -> str:
        """The programming languages it may be solved in."""
        return joined(LANGUAGES[name].title for name in self.version.package.languages)


def joined(names: Iterable[str]) -> str:
    return ("、" if reader_language() == "zh-Hans" else ", ").join(names)


def problem_rows(user: Any) -> list[ProblemRow]:
    """Every problem that the reader can open, in one query."""
    problems = Problem.objects.visible_to(user).filter(active_version__isnull=False)
    found = sorted(problems.select_related("active_version"), key=lambda problem: course_order(problem.slug))
    return [problem_row(problem) for problem in found]


def problem_row(problem: Problem) -> ProblemRow:
    version = problem.active_version
    assert version is not None  # noqa: S101 - the queryset above asks for one
    language = reader_language()
    package = version.package
    statement, found_in = package.text("statement", language) or ("", language)
    return ProblemRow(
        problem=problem,
        version=version,
        title=package.name(language),
        summary=render(first_sentence(statement)),
        summary_language=found_in,
        scored=tuple(family.title(language) for family in package.scored_families),
        unscored=tuple(
            family.title(language) for family in package.families if not (family.scored or family.function)
        ),
        tasks=tuple(family.title(language) for family in package.families if family.function),
        is_ready=version.is_ready,
    )


def first_sentence(markdown: str) -> str:
    """The sentence that a statement opens with: it says what to do, so it describes the problem."""
    paragraphs = (part.strip() for part in markdown.split("\n\n"))
    first = next((part for part in paragraphs if part and not part.startswith("#")), "")
    found = _FIRST_SENTENCE.match(first)
    return found.group(1) if found else first
