"""The texts of a problem beside the editor: statement, hints and editorial in the reader's language."""

import re
from dataclasses import dataclass

from django.utils.safestring import SafeString

from problems.models import ProblemVersion
from texts.languages import reader_language
from texts.render import render

HEADING = re.compile(r"^## +(.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Text:
    html: SafeString
    language: str
    is_other_language: bool


@dataclass(frozen=True)
class Hint:
    title: str
    html: SafeString


@dataclass(frozen=True)
class Hints:
    hints: list[Hint]
    language: str
    is_other_language: bool


def read_text(version: ProblemVersion, kind: str) -> Text | None:
    wanted = reader_language()
    found = version.package.text(kind, wanted)
    if found is None:
        return None
    markdown, language = found
    return Text(render(markdown, language), language, language != wanted)


def read_hints(version: ProblemVersion) -> Hints:
    """Every "## heading" with its body, to be opened one by one."""
    wanted = reader_language()
    markdown, language = version.package.text("hints", wanted) or ("", wanted)
    _before, *parts = HEADING.split(markdown)
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return Hints([Hint(title, render(body, language)) for title, body in pairs], language, language != wanted)
