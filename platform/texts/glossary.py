"""The glossary: each term in both languages, with other names for it and what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).with_name("glossary.yaml")


@dataclass(frozen=True)
class Entry:
    """A term in one language. ``also``: other names that mean the same, for search and links."""

    term: str
    meaning: str
    also: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.term, *self.also)


@dataclass(frozen=True)
class Term:
    id: str
    entries: Mapping[str, Entry]

    def in_language(self, language: str) -> Entry:
        return self.entries[language]


@cache
def terms() -> tuple[Term, ...]:
    return tuple(term_of(row) for row in yaml.safe_load(FILE.read_text(encoding="utf-8")))


def term_of(row: Mapping[str, Any]) -> Term:
    languages = {language: value for language, value in row.items() if language != "id"}
    return Term(
        id=row["id"],
        entries={
            language: Entry(value["term"], value["meaning"], tuple(value.get("also", ())))
            for language, value in languages.items()
        },
    )
