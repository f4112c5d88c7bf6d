"""The list of problems, row by row; pages above add what they know of the reader."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from problems.content import render
from problems.languages import reader_language
from problems.models import Problem, ProblemVersion

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
    is_ready: bool

    @property
    def families(self) -> str:
        """The scored families as one line."""
        return ("、" if reader_language() == "zh-Hans" else ", ").join(self.scored)


def problem_rows(user: Any) -> list[ProblemRow]:
    """Every problem that the reader can open, in one query."""
    problems = Problem.objects.visible_to(user).filter(active_version__isnull=False)
    return [problem_row(problem) for problem in problems.select_related("active_version")]


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
        scored=tuple(family.title(language) for family in package.families if family.scored),
        unscored=tuple(family.title(language) for family in package.families if not family.scored),
        is_ready=version.is_ready,
    )


def first_sentence(markdown: str) -> str:
    """The sentence that a statement opens with: it says what to do, so it describes the problem."""
    paragraphs = (part.strip() for part in markdown.split("\n\n"))
    first = next((part for part in paragraphs if part and not part.startswith("#")), "")
    found = _FIRST_SENTENCE.match(first)
    return found.group(1) if found else first
