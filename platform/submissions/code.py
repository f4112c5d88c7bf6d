"""Source code as highlighted lines of HTML."""

from collections.abc import Iterator

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from pygments import lex
from pygments.lexer import Lexer
from pygments.lexers import (
    CLexer,
    CppLexer,
    GoLexer,
    JavaLexer,
    JavascriptLexer,
    PythonLexer,
    RustLexer,
    TextLexer,
)
from pygments.token import STANDARD_TYPES, _TokenType

from submissions.visible import visible

LEXERS: dict[str, type[Lexer]] = {
    "python3": PythonLexer,
    "python3-scientific": PythonLexer,
    "python3-torch": PythonLexer,
    "c": CLexer,
    "cpp": CppLexer,
    "rust": RustLexer,
    "go": GoLexer,
    "java": JavaLexer,
    "javascript": JavascriptLexer,
}


def highlighted_lines(source: str, language: str) -> list[SafeString]:
    """One piece of HTML for each line of source, without line ends."""
    lexer = LEXERS.get(language, TextLexer)(stripnl=False, ensurenl=False)
    lines: list[list[SafeString]] = [[]]
    for token, text in lex(source, lexer):
        first, *rest = text.split("\n")
        lines[-1].append(span(token, first))
        lines += [[span(token, part)] for part in rest]
    if len(lines) > 1 and not "".join(lines[-1]):
        lines.pop()
    return [mark_safe("".join(line)) for line in lines]  # noqa: S308 - built of escaped spans


def span(token: _TokenType, text: str) -> SafeString:
    name = next(short_names(token), "")
    if not name or not text:
        return visible(text)
    return format_html('<span class="{}">{}</span>', name, visible(text))


def short_names(token: _TokenType) -> Iterator[str]:
    """The class of the token, else that of the nearest kind it belongs to."""
    for kind in reversed(token.split()):
        if STANDARD_TYPES.get(kind):
            yield "tok-" + STANDARD_TYPES[kind]
