"""Takes comments out of sources, so that readable code pays nothing for them.

What is left is what is charged and what is compiled, so a lexer that is fooled gains its author nothing.
Lines without code go as well: else their number could say something that is not paid for.

Sources: ISO C11 and C++20 lexical conventions, the Rust Reference, the Go and Java specifications,
ECMAScript 2023.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

CODE, LITERAL, COMMENT = "code", "literal", "comment"
Piece = tuple[str, str]

_QUOTED = r'"(?:\\.|[^"\\\n])*"?'
_CHARACTER = r"'(?:\\.|[^'\\\n])*'?"
_BLOCK = r"/\*.*?\*/"
_LINE = r"//[^\n]*"
_WORD = r"[^\W\d]\w*"
# In C and C++ a backslash at the end of a line joins it with the next, in comments too.
_C_LINE = r"//(?:\\\r?\n|[^\n])*"
# Digits may be grouped by ', which begins no character then.
_C_NUMBER = r"\.?\d(?:'?[\w.]|(?<=[eEpP])[+-])*"
_C_RAW = r'(?:u8|[uUL])?R"(?P<edge>[^()\\\s"]{0,16})\((?:.*?\)(?P=edge)"|.*\Z)'
_RUST_RAW = r'[bc]?r(?P<edge>#*)"(?:.*?"(?P=edge)|.*\Z)'
_RUST_QUOTED = r'"(?:\\.|[^"\\])*"?'
# 'a' is a character, 'a alone a lifetime.
_RUST_CHARACTER = r"'(?:\\(?:u\{[^}\n]*\}|x\w\w|.)|[^\\'\n])'"
_JAVA_BLOCK = r'"""(?:(?:\\.|[^"\\]|"(?!""))*(?:"""|\Z))'
_GO_RAW = r"`[^`]*`?"


# What begins and has no end takes all the rest, as it is: it is looked for once, not at every place.
_ENDLESS = r"/\*.*\Z"
_SIGNS = r"""[^\w"'`/.\\]+"""


def _lexer(comments: str, literals: str, others: str = _WORD) -> re.Pattern[str]:
    code = f"{others}|{_SIGNS}|."
    return re.compile(
        f"(?P<comment>{comments})|(?P<literal>{literals}|{_ENDLESS})|(?P<code>{code})", re.DOTALL
    )


_C = _lexer(f"{_C_LINE}|{_BLOCK}", f"{_C_RAW}|{_QUOTED}|{_CHARACTER}", f"{_C_NUMBER}|{_WORD}")
_LEXERS = {
    "c": _C,
    "cpp": _C,
    "rust": _lexer(f"{_LINE}", f"{_RUST_RAW}|{_RUST_QUOTED}|{_RUST_CHARACTER}"),
    "go": _lexer(f"{_LINE}|{_BLOCK}", f"{_QUOTED}|{_CHARACTER}|{_GO_RAW}"),
    "java": _lexer(f"{_LINE}|{_BLOCK}", f"{_JAVA_BLOCK}|{_QUOTED}|{_CHARACTER}"),
}
_TRAILING = re.compile(r"(?<![ \t\r\f\v])[ \t\r\f\v]+\n")
# After a line that is continued, an empty one is its end.
_EMPTY_LINES = re.compile(r"(?<!\\)\n(?:[ \t\r\f\v]*\n)+")


def strip(language: str, source: str) -> str:
    """The source without comments, without lines that are empty, and without blanks at ends of lines;
    whatever quotes hold stays as it is."""
    out: list[str] = []
    code: list[str] = []
    for kind, text in pieces(language, source):
        if kind == LITERAL:
            out += (_tidied("".join(code), at_start=not out), text)
            code = []
        else:
            code.append(_in_place_of(text) if kind == COMMENT else text)
    last = _tidied("".join(code), at_start=not out).rstrip()
    ending = "\n" if last and not last.endswith("\\") else ""
    return "".join((*out, last, ending))


def words_of(language: str, source: str) -> Iterator[tuple[int, str]]:
    """Every word of the code, outside of quotes and comments, and the line it is on, from 1."""
    line = 1
    for kind, text in pieces(language, source):
        if kind == CODE and re.fullmatch(_WORD, text):
            yield line, text
        line += text.count("\n")


def pieces(language: str, source: str) -> Iterator[Piece]:
    """The source cut into code, literals and comments; together they are the source."""
    if language == "javascript":
        yield from _javascript(source)
        return
    lexer, position = _LEXERS[language], 0
    while position < len(source):
        if language == "rust" and (end := _nested_end(source, position)):
            kind, text = COMMENT, source[position:end]
        else:
            found = lexer.match(source, position)
            if found is None or found.lastgroup is None:
                raise AssertionError("every character is matched")
            kind = next(name for name in (COMMENT, LITERAL, CODE) if found[name] is not None)
            text = found[0]
        yield kind, text
        position += len(text)


def _in_place_of(comment: str) -> str:
    """A comment parts words; one with a line end in it parts lines, which Go and JavaScript mind."""
    if comment.startswith("//"):
        return ""
    return "\n" if "\n" in comment else " "


def _tidied(code: str, *, at_start: bool) -> str:
    code = _EMPTY_LINES.sub("\n", _TRAILING.sub("\n", code))
    return code.lstrip("\n") if at_start else code


def _nested_end(source: str, start: int) -> int:
    """Where a comment of Rust, which may hold others, ends; 0 where none starts or it has no end."""
    if not source.startswith("/*", start):
        return 0
    depth = 0
    for mark in re.compile(r"/\*|\*/").finditer(source, start):
        depth += 1 if mark[0] == "/*" else -1
        if not depth:
            return mark.end()
    return 0


# JavaScript: what a slash means depends on what was before it, and templates hold code.

_JS_PLAIN = re.compile(
    rf"(?P<comment>{_LINE}|{_BLOCK})|(?P<literal>{_QUOTED}|{_CHARACTER}|{_ENDLESS})", re.DOTALL
)
_JS_WORD = re.compile(r"[\w$]+")
_JS_REGEX = re.compile(r"/(?![*/])(?:\\[^\n]|\[(?:\\[^\n]|[^\]\\\n]){0,100}\]|[^/\\\[\n]){1,500}/\w*")
_JS_TEMPLATE = re.compile(r"(?:\\.|\$(?!\{)|[^\\`$])*(?P<end>`|\$\{|\Z|\\\Z)", re.DOTALL)
_BEFORE_REGEX = frozenset(
    """
    return typeof instanceof in of new delete void throw case do else yield await if while for with
    """.split()  # noqa: SIM905
)
_WITH_CONDITION = frozenset(("if", "while", "for", "with"))


def _javascript(source: str) -> Iterator[Piece]:
    reader = _JavaScript(source)
    while reader.position < len(source):
        yield reader.next()


class _JavaScript:
    """``before``: the last word or sign; ``_open``: the brackets that are open, each with what matters."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.position = 0
        self.before = ""
        self._open: list[str] = []
        self._readers: tuple[Callable[[], Piece | None], ...] = (
            self._plain,
            self._regex,
            self._template,
            self._word,
        )

    def next(self) -> Piece:
        for reader in self._readers:
            if piece := reader():
                self.position += len(piece[1])
                return piece
        return self._sign()

    def _plain(self) -> Piece | None:
        found = _JS_PLAIN.match(self.source, self.position)
        if not found:
            return None
        if found["comment"] is not None:
            return COMMENT, found[0]
        self.before = "'"
        return LITERAL, found[0]

    def _regex(self) -> Piece | None:
        is_value = self.before in ("'", ")", "]") or bool(_JS_WORD.fullmatch(self.before))
        if is_value and self.before not in _BEFORE_REGEX:
            return None
        found = _JS_REGEX.match(self.source, self.position)
        if not found:
            return None
        self.before = "'"
        return LITERAL, found[0]

    def _template(self) -> Piece | None:
        starts = self.source.startswith("`", self.position)
        continues = self.source.startswith("}", self.position) and self._open[-1:] == ["${"]
        if not starts and not continues:
            return None
        found = _JS_TEMPLATE.match(self.source, self.position + 1)
        if not found:
            return None
        if continues:
            self._open.pop()
        if found["end"] == "${":
            self._open.append("${")
        self.before = "'" if found["end"] == "`" else "{"
        return LITERAL, self.source[self.position : found.end()]

    def _word(self) -> Piece | None:
        found = _JS_WORD.match(self.source, self.position)
        if not found:
            return None
        self.before = found[0]
        return CODE, found[0]

    def _sign(self) -> Piece:
        sign = self.source[self.position]
        self.position += 1
        if sign in "([{":
            self._open.append(self.before if sign == "(" else sign)
        if not sign.isspace():
            self.before = sign
        if sign in ")]}" and self._open:
            opened = self._open.pop()
            if opened in _WITH_CONDITION:  # After the condition a statement begins, not a division.
                self.before = ";"
        return CODE, sign
