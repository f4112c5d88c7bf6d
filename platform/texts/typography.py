"""What no line may end or begin with: a formula stays with its punctuation, a number with its per cent sign."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

_BEFORE_PER_CENT = re.compile(r"(?<=\d) (?=[%‰])")
_OPENING = re.compile(r"[(\[（“《「]$")
_CLOSING = re.compile(r"^[,.;:!?)\]，。、；：！？）”》」]+")


def keep_together(tokens: Sequence[Token]) -> None:
    """Changes the tokens of a whole text in place."""
    for token in tokens:
        if token.type == "inline" and token.children:
            for child in token.children:
                if child.type == "text":
                    child.content = _BEFORE_PER_CENT.sub("\u00a0", child.content)
            token.children = list(_with_punctuation(token.children))


def _with_punctuation(children: Sequence[Token]) -> Iterator[Token]:
    """Browsers break a line before and after a formula, even where a comma follows; not inside such a span."""
    texts = {at: child.content for at, child in enumerate(children) if child.type == "text"}
    around = {
        at: (_taken(_OPENING, texts, at - 1), _taken(_CLOSING, texts, at + 1))
        for at, child in enumerate(children)
        if child.type == "math_inline"
    }
    for at, child in enumerate(children):
        if at in around:
            yield from _kept(child, *around[at])
        else:
            yield _text(texts[at], child.level) if at in texts else child


def _taken(pattern: re.Pattern[str], texts: dict[int, str], at: int) -> str:
    """The punctuation of the text at that place, which is taken out of it."""
    found = pattern.search(texts.get(at, ""))
    if not found:
        return ""
    texts[at] = texts[at][: found.start()] + texts[at][found.end() :]
    return found.group()


def _kept(formula: Token, before: str, after: str) -> Iterator[Token]:
    if not before and not after:
        yield formula
        return
    yield Token("html_inline", "", 0, content='<span class="together">')
    yield _text(before, formula.level)
    yield formula
    yield _text(after, formula.level)
    yield Token("html_inline", "", 0, content="</span>")


def _text(content: str, level: int) -> Token:
    return Token("text", "", 0, content=content, level=level)
