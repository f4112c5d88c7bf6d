"""The bank: seven questions with their answers, as read from content/."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from questions.markdown import Part, parts, read_document
from texts.languages import LANGUAGES

CONTENT = Path(__file__).with_name("content")
VERDICTS = ("right", "misleading", "wrong")
# The sections of a question's file, in order.
SECTIONS = {
    "en": ("In 30 seconds", "In 5 minutes", "Going deeper", "Misconceptions", "Follow-up questions"),
    "zh-Hans": ("30 秒版", "5 分钟版", "深入", "常见误解", "追问"),
}


@dataclass(frozen=True)
class Item:
    """A line of the rubric. ``cues``: words by which an answer may be seen to touch it."""

    id: str
    points: int
    is_must: bool
    says: str
    cues: tuple[str, ...]


@dataclass(frozen=True)
class Claim:
    """An idea often heard, and what is to be said of it."""

    id: str
    verdict: str
    claim: str
    reason: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Reference:
    key: str
    title: str
    authors: str
    year: int
    identifier: str

    @property
    def label(self) -> str:
        """Authors and year, with a letter where that is said of several."""
        alike = [
            each.key
            for each in references().values()
            if (each.authors, each.year) == (self.authors, self.year)
        ]
        letter = "abcdefgh"[alike.index(self.key)] if len(alike) > 1 else ""
        return f"{self.authors} {self.year}{letter}"

    @property
    def url(self) -> str:
        """Where it can be read; empty for what has no address of its own."""
        kind, _, name = self.identifier.partition(":")
        return {"arXiv": f"https://arxiv.org/abs/{name}", "doi": f"https://doi.org/{name}"}.get(kind, "")


@dataclass(frozen=True)
class Answer:
    """A question in one language."""

    question: str
    title: str
    rubric: tuple[Item, ...]
    short: str
    long: str
    deep: str
    misconceptions: tuple[Part, ...]
    follow_ups: tuple[Part, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class Question:
    slug: str
    number: int
    problems: tuple[str, ...]
    references: tuple[str, ...]
    answers: Mapping[str, Answer]

    def in_language(self, language: str) -> Answer:
        return self.answers[language]


@cache
def questions() -> tuple[Question, ...]:
    """In the order of their numbers."""
    found = [read_question(path.parent) for path in CONTENT.glob("*/question.yaml")]
    return tuple(sorted(found, key=lambda question: question.number))


def question_of(slug: str) -> Question | None:
    return next((question for question in questions() if question.slug == slug), None)


@cache
def references() -> Mapping[str, Reference]:
    rows = yaml.safe_load((CONTENT / "references.yaml").read_text(encoding="utf-8"))
    return {key: Reference(key, **row) for key, row in rows.items()}


def read_question(folder: Path) -> Question:
    facts = yaml.safe_load((folder / "question.yaml").read_text(encoding="utf-8"))
    claims = yaml.safe_load((folder / "claims.yaml").read_text(encoding="utf-8"))
    return Question(
        slug=folder.name,
        number=facts["number"],
        problems=tuple(facts["problems"]),
        references=tuple(facts["references"]),
        answers={language: _answer(folder, language, facts, claims) for language in LANGUAGES},
    )


def _answer(
    folder: Path, language: str, facts: Mapping[str, Any], claims: Sequence[Mapping[str, Any]]
) -> Answer:
    document = read_document((folder / f"{language}.md").read_text(encoding="utf-8"))
    short, long, deep, misconceptions, follow_ups = document.sections
    said = document.front["rubric"]
    return Answer(
        question=document.front["question"],
        title=document.front["title"],
        rubric=tuple(
            Item(key, row["points"], row.get("must", False), said[key]["says"], tuple(said[key]["cues"]))
            for key, row in facts["rubric"].items()
        ),
        short=short.body,
        long=long.body,
        deep=deep.body,
        misconceptions=tuple(parts(misconceptions.body, 3, misconceptions.line + 1)),
        follow_ups=tuple(parts(follow_ups.body, 3, follow_ups.line + 1)),
        claims=tuple(
            Claim(
                row["id"],
                row["verdict"],
                row[language]["claim"],
                row[language]["reason"],
                tuple(row["sources"]),
            )
            for row in claims
        ),
    )
