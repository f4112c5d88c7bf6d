"""A version as candidates would see it, text by text, in either language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from judge.package import Package
from judge.package.model import LANGUAGES
from problems.models import ProblemVersion
from texts.languages import reader_language
from texts.render import coloured, render

TEXTS: dict[str, Promise] = {
    "statement": _("Statement"),
    "hints": _("Hints"),
    "editorial": _("Editorial"),
    "starter": _("Starter code"),
    "samples": _("Samples"),
}
LANGUAGE_NAMES = {"en": "English", "zh-Hans": "中文"}


@dataclass(frozen=True)
class Choice:
    value: str
    name: str
    is_chosen: bool


@dataclass(frozen=True)
class Preview:
    version: ProblemVersion
    wanted_language: str = ""
    wanted_text: str = ""

    @property
    def language(self) -> str:
        return self.wanted_language if self.wanted_language in LANGUAGES else reader_language()

    @property
    def text(self) -> str:
        return self.wanted_text if self.wanted_text in TEXTS else "statement"

    @property
    def languages(self) -> list[Choice]:
        return [Choice(each, LANGUAGE_NAMES[each], each == self.language) for each in LANGUAGES]

    @property
    def texts(self) -> list[Choice]:
        return [Choice(value, str(name), value == self.text) for value, name in TEXTS.items()]

    @cached_property
    def package(self) -> Package:
        return self.version.package

    @property
    def title(self) -> str:
        return self.package.name(self.language)

    @cached_property
    def found(self) -> tuple[str, str] | None:
        return self.package.text(self.text, self.language)

    @property
    def html(self) -> SafeString | None:
        return render(self.found[0]) if self.found else None

    @property
    def html_language(self) -> str:
        return self.found[1] if self.found else self.language

    @property
    def is_other_language(self) -> bool:
        return bool(self.found) and self.html_language != self.language

    @property
    def starters(self) -> list[tuple[str, SafeString]]:
        return [(name, coloured(self.package.starter(name), name)) for name in self.package.languages]

    @property
    def samples(self) -> list[tuple[str, int]]:
        return [(name, len(data)) for name, data in self.package.samples()]
