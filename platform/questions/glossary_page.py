"""What the glossary's page shows."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from texts.glossary import Entry, Term, terms
from texts.languages import CHINESE, ENGLISH
from texts.render import render


@dataclass(frozen=True)
class ShownTerm:
    term: Term
    language: str

    @property
    def entry(self) -> Entry:
        return self.term.in_language(self.language)

    @property
    def other_language(self) -> str:
        return ENGLISH if self.language == CHINESE else CHINESE

    @property
    def other(self) -> Entry:
        return self.term.in_language(self.other_language)

    @property
    def meaning(self) -> SafeString:
        return render(self.entry.meaning)


@dataclass(frozen=True)
class GlossaryPage:
    language: str

    @property
    def terms(self) -> list[ShownTerm]:
        """By the English name in both languages: the order does not jump when the language does."""
        ordered = sorted(terms(), key=lambda term: term.in_language(ENGLISH).term.casefold())
        return [ShownTerm(term, self.language) for term in ordered]
