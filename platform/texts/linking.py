"""The first use of each glossary term in a text becomes a link to what it means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from markdown_it.token import Token

from texts.glossary import terms

GLOSSARY = "/glossary/"


def link_terms(tokens: Sequence[Token], language: str) -> None:
    """Changes the tokens of a whole text in place. Headings, links, code and formulas stay as they are."""
    seen: set[str] = set()
    in_heading = False
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            in_heading = token.type == "heading_open"
        elif token.type == "inline" and token.children and not in_heading:
            token.children = list(_linked(token.children, language, seen))


def _linked(children: Sequence[Token], language: str, seen: set[str]) -> Iterator[Token]:
    depth = 0
    for child in children:
        depth += {"link_open": 1, "link_close": -1}.get(child.type, 0)
        if child.type == "text" and depth == 0:
            yield from _split(child, language, seen)
        else:
            yield child


def _split(text: Token, language: str, seen: set[str]) -> Iterator[Token]:
    pattern, ids = _pattern(language)
    at = 0
    for found in pattern.finditer(text.content):
        term = ids[found.group().casefold()]
        if term in seen:
            continue
        seen.add(term)
        yield _text(text.content[at : found.start()], text.level)
        yield Token(
            "link_open", "a", 1, attrs={"href": f"{GLOSSARY}#{term}", "class": "term"}, level=text.level
        )
        yield _text(found.group(), text.level + 1)
        yield Token("link_close", "a", -1, level=text.level)
        at = found.end()
    yield _text(text.content[at:], text.level)


def _text(content: str, level: int) -> Token:
    return Token("text", "", 0, content=content, level=level)


@cache
def _pattern(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """Longer names first, whole words where the script has spaces."""
    ids = {name.casefold(): term.id for term in terms() for name in term.in_language(language).names}
    names = sorted(ids, key=len, reverse=True)
    return re.compile("|".join(map(_whole, names)) or "(?!)", re.IGNORECASE), ids


def _whole(name: str) -> str:
    start = r"(?<![A-Za-z0-9])" if name[0].isascii() else ""
    end = r"(?![A-Za-z0-9])" if name[-1].isascii() else ""
    return start + re.escape(name) + end
