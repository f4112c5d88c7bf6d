"""What the page of the idea shows: its text in parts, an explorer after those that name one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict
from django.utils.safestring import SafeString

from questions.bank import CONTENT, Reference, references
from questions.explorers.base import Explorer
from questions.explorers.catalogue import EXPLORERS
from questions.markdown import Document, read_document
from questions.pages import text_html


@dataclass(frozen=True)
class Passage:
    title: str
    html: SafeString
    explorer: Explorer | None


@dataclass(frozen=True)
class IdeaPage:
    """``explorers`` of the front matter: which explorer stands below which section, counted from 1."""

    language: str
    query: QueryDict

    @cached_property
    def document(self) -> Document:
        return read_document((CONTENT / "idea" / f"{self.language}.md").read_text(encoding="utf-8"))

    @property
    def title(self) -> str:
        return str(self.document.front["title"])

    @property
    def lead(self) -> str:
        return str(self.document.front["lead"])

    @property
    def passages(self) -> list[Passage]:
        below = self.document.front.get("explorers", {})
        return [
            Passage(
                section.title,
                text_html(section.body, self.language),
                EXPLORERS[below[number]](self.query) if number in below else None,
            )
            for number, section in enumerate(self.document.sections, 1)
        ]

    @property
    def sources(self) -> list[Reference]:
        return [references()[key] for key in self.document.front.get("references", ())]
