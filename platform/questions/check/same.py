"""Do two languages say the same? Headings, formulas, numbers, code and references are held against each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from questions.check.finding import Finding

_CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
_FORMULA = re.compile(r"\$\$.+?\$\$|(?<![\\$])\$[^$\n]+\$", re.DOTALL)
_REFERENCE = re.compile(r"\]\(ref:([\w-]+)\)")
_HEADING = re.compile(r"^(#{2,6}) ", re.MULTILINE)
_LINK = re.compile(r"\]\([^)]*\)")
# Words to be looked for in answers are each language's own.
_CUES = re.compile(r"^ *cues:.*$", re.MULTILINE)
_PLACEHOLDER = re.compile(r"\{\{.*?\}\}")
# Small whole numbers may be words in one language; years and identifiers are figures in both.
_NUMBER = re.compile(r"(?<![\w.])\d[\d,]*\.\d+|(?<![\w.])\d(?:[\d,]*\d)?")
SMALL = 12


@dataclass(frozen=True)
class Token:
    """Something that no language changes, and the line it stands on."""

    text: str
    line: int


def differences(english: tuple[str, str], chinese: tuple[str, str]) -> Iterator[Finding]:
    """Each side as (file, text). A finding names the side that lacks something, or has too much."""
    (file, left), (other, right) = ((name, _without(_CUES, text)) for name, text in (english, chinese))
    for what, find in KINDS.items():
        yield from _compare(what, file, find(left), other, find(right), in_order=what in IN_ORDER)


def _compare(
    what: str, file: str, left: list[Token], other: str, right: list[Token], *, in_order: bool
) -> Iterator[Finding]:
    if in_order:
        for mine, theirs in zip(left, right, strict=False):
            if mine.text != theirs.text:
                yield Finding(
                    other, theirs.line, f"{what} {theirs.text!r}, where {file}:{mine.line} has {mine.text!r}"
                )
                return
    yield from _lacking(what, other, right, file, left)
    yield from _lacking(what, file, left, other, right)


def _lacking(what: str, file: str, mine: list[Token], other: str, theirs: list[Token]) -> Iterator[Finding]:
    missing = Counter(token.text for token in theirs) - Counter(token.text for token in mine)
    for text in missing:
        line = next(token.line for token in theirs if token.text == text)
        yield Finding(file, _nearest(line, mine), f"{what} {text!r} is missing; it stands in {other}:{line}")


def _nearest(line: int, tokens: list[Token]) -> int:
    """The two texts run side by side: where the other has it, this one should have it near."""
    return max((token.line for token in tokens if token.line <= line), default=1)


def headings(text: str) -> list[Token]:
    return _found(_HEADING, text, 1)


def formulas(text: str) -> list[Token]:
    return [
        Token(re.sub(r"\s+", " ", token.text), token.line)
        for token in _found(_FORMULA, _without(_CODE, text))
    ]


def code(text: str) -> list[Token]:
    return _found(_CODE, text)


def cited(text: str) -> list[Token]:
    return _found(_REFERENCE, text, 1)


def placeholders(text: str) -> list[Token]:
    return _found(_PLACEHOLDER, text)


def numbers(text: str) -> list[Token]:
    prose = _without(_LINK, _without(_PLACEHOLDER, _without(_FORMULA, _without(_CODE, text))))
    found = (Token(token.text.replace(",", ""), token.line) for token in _found(_NUMBER, prose))
    return [token for token in found if not (token.text.isdigit() and int(token.text) <= SMALL)]


def _found(pattern: re.Pattern[str], text: str, group: int = 0) -> list[Token]:
    return [
        Token(match.group(group), text.count("\n", 0, match.start()) + 1) for match in pattern.finditer(text)
    ]


def _without(pattern: re.Pattern[str], text: str) -> str:
    """Blanks in place of what matches, so that lines keep their numbers."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


KINDS: dict[str, Callable[[str], list[Token]]] = {
    "heading": headings,
    "formula": formulas,
    "code": code,
    "reference": cited,
    "number": numbers,
    "placeholder": placeholders,
}
IN_ORDER = {"heading", "code", "reference"}
