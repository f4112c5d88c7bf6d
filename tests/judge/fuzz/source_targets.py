"""What reads the source of a submission outside of a sandbox: the lexers that take comments out."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from judge.languages import COMPILED, LANGUAGES
from judge.languages.comments import CODE, COMMENT, LITERAL, Piece, pieces, strip, words_of
from tests.judge.fuzz.changing import changed_bytes
from tests.judge.fuzz.fuzzing import Target

NAMES = [name for name, language in LANGUAGES.items() if language.speed_class == COMPILED]
SEEDS = [
    b'#include <x.h>\n/* a\n b */\nint f(void) { return \'"\'; } // "x"\nchar *s = "/* \\" */";\n',
    b'auto s = R"x(// "no" */ )x"; auto n = 1\'000\'000; // one \\\n  goes on\nint m = a / b / c;\n',
    b"fn f<'a>(s: &'a str) -> char { /* a /* b */ c */ let r = r#\"// \"#; '\\u{1F600}' } // x\n",
    b"package p\nvar s = `// no\n/* no */` // yes\nvar r = '\\''\n",
    b'class C { String s = """\n  // no "\n  """; char c = \'/\'; /** doc */ int d = 4 / 2; }\n',
    b"const r = /[/*]\\//g, t = `a ${`b ${c /* d */}`} // e`; if (x) /y/.test(z) // f\nlet d = a / b / c\n",
]
# Each is said often enough, at times, to show what a lexer does with it when a source is full of it.
PIECES = (
    *(
        b"/*",
        b"*/",
        b"//",
        b'"',
        b"'",
        b"`",
        b"\\",
        b"\\\n",
        b"\n",
        b'R"(',
        b')"',
        b'r#"',
        b'"#',
        b"${",
        b"}",
    ),
    *(
        b"'a",
        b"1'0",
        b'"""',
        b"/",
        b"/[",
        b"]",
        b"(",
        b")",
        b"\xc3\xbc",
        b"\xe2\x80\xa8",
        b"if (x) /",
        b"\r",
        b"\0",
    ),
)
REPEATED = [piece * (64 * 1024 // len(piece)) for piece in PIECES]


# Whole words of a language: whatever is made of these has its comments where it seems to have them.
WORDS = (
    "x",
    "1",
    "+",
    ";",
    "(",
    ")",
    "a / b",
    "\n",
    "\t",
    '"// no"',
    '"/* \\" */"',
    "'q'",
    "/* yes\n */",
    "// yes\n",
    "/**/",
)
OWN_WORDS = {
    "c": ('u8"é"', "'\\''"),
    "cpp": ('R"(// no)"', 'LR"e(/*)" )e"', "1'000'0"),
    "rust": ('r#"// " no"#', "&'a", "/* a /* b */ c */", "'\\u{1F600}'", 'b"//"'),
    "go": ("`// no\n`", "'\\''"),
    "java": ('"""\n // no " \\""" """', "/** doc */"),
    "javascript": ("`// ${x /* yes */ } no`", "= /[/]\\//g", "`a ${`b`} c`"),
}


@st.composite
def sources(draw: DrawFn) -> tuple[str, str, bool]:
    """A language, a source, and whether all its quotes and comments have an end."""
    language = draw(st.sampled_from(NAMES))
    if draw(st.booleans()):
        words = draw(st.lists(st.sampled_from((*WORDS, *OWN_WORDS[language])), max_size=12))
        return language, " ".join(words), True
    if draw(st.integers(0, 99)) == 0:
        full = draw(st.sampled_from(REPEATED)) + draw(st.sampled_from((*PIECES, b"")))
        return language, full.decode(), False
    data = draw(
        changed_bytes(st.sampled_from(SEEDS), PIECES, most=3)
        | st.lists(st.sampled_from(PIECES)).map(b"".join)
    )
    return language, data.decode(errors="replace"), False


def check_comments(value: tuple[str, str, bool]) -> bool:
    """Nothing is lost but comments and blanks; of a sound source nothing is left to take out."""
    language, source, is_sound = value
    found = list(pieces(language, source))
    assert "".join(text for _kind, text in found) == source
    assert {kind for kind, _text in found} <= {CODE, LITERAL, COMMENT}
    stripped = strip(language, source)
    assert len(stripped) <= len(source) + 1
    if is_sound:
        check_stripped(language, found, stripped)
    lines = [line for line, _word in words_of(language, source)]
    assert lines == sorted(lines)
    assert all(1 <= line <= source.count("\n") + 1 for line in lines)
    return any(kind == COMMENT for kind, _text in found)


def check_stripped(language: str, found: list[Piece], stripped: str) -> None:
    again = list(pieces(language, stripped))
    assert strip(language, stripped) == stripped
    assert not any(kind == COMMENT for kind, _text in again)
    assert texts(again, LITERAL) == texts(found, LITERAL)
    assert "".join(texts(again, CODE)).split() == "".join(texts(found, CODE, COMMENT)).split()


def texts(found: list[Piece], *kinds: str) -> list[str]:
    """A comment is a blank where code is looked at."""
    return [" " if kind == COMMENT else text for kind, text in found if kind in kinds]


TARGETS = (Target("comments in sources", sources(), check_comments),)
