"""Comments go, and nothing else: whatever quotes hold stays, in every language of curly braces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge.languages.comments import CODE, COMMENT, LITERAL, pieces, strip, words_of

LANGUAGES = ("c", "cpp", "rust", "go", "java", "javascript")
TOKENS = (
    *(
        "'",
        '"',
        "`",
        "/",
        "*",
        "//",
        "/*",
        "*/",
        "\\",
        "\n",
        "\r\n",
        " ",
        "\t",
        "{",
        "}",
        "${",
        "(",
        ")",
        "[",
        "]",
    ),
    *('R"x(', ')x"', 'r#"', '"#', '"""', "1'0", "'a", "'a'", "if", "return", "x", "=", ";", "é"),
)
sources = st.lists(st.sampled_from(TOKENS), max_size=30).map("".join)
languages = st.sampled_from(LANGUAGES)

KEPT = {
    "c": ('"/* no */ // \\" no"', "'\"'", "'\\''", 'L"//"', 'R"x(// )" /* )x"'),
    "cpp": ('R"(a // b)"', 'u8R"=(" /* )=" + 1', "1'000'000 + '/'", '"\\\\"'),
    "rust": ('r"\\" ', 'r#"" // "#', 'br##"/* "# */"##', "'\"'", "'\\u{1F600}'", "b'/'", '"a\n // b"'),
    "go": ("`// \\`", "'/'", "'\\''", '"/* \\" */"'),
    "java": ('"""\n // a \\""" " \n"""', "'\"'", '"// \\" no"'),
    "javascript": ("`// ${`/* ${x} */`} //`", "/[/*]\\//g", "'//'", '"/*"', "`\\`//`"),
}
CASES = [(language, literal) for language, kept in KEPT.items() for literal in kept]


@pytest.mark.parametrize(("language", "literal"), CASES)
def test_quotes_keep_what_looks_like_a_comment(language: str, literal: str) -> None:
    assert strip(language, f"x = {literal}; // gone\n") == f"x = {literal};\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_kinds_of_comments_go(language: str) -> None:
    assert strip(language, "/* one\n two */\n\na /* b */ c // d's \"\n\n\n  e\n") == "a   c\n  e\n"


def test_a_comment_of_c_goes_on_where_its_line_does() -> None:
    assert strip("c", "a // b \\\n c\nd\n") == "a\nd\n"


def test_an_empty_line_that_ends_a_macro_stays() -> None:
    assert strip("cpp", "#define A b \\\n\n// c\nint d;\n") == "#define A b \\\n\nint d;\n"


def test_comments_of_rust_hold_comments() -> None:
    assert strip("rust", "a /* b /* c */ d */ e") == "a   e\n"


def test_a_lifetime_is_no_character() -> None:
    assert strip("rust", "fn f<'a>(x: &'a str) {} // '\n") == "fn f<'a>(x: &'a str) {}\n"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a / b // c", "a / b"),
        ("x = a[0] / b /* c */ / d", "x = a[0] / b   / d"),
        ("if (x) /[/]/.test(y) // z", "if (x) /[/]/.test(y)"),
        ("return /'/; // z'", "return /'/;"),
        ("f(/\\/*/) /* g */", "f(/\\/*/)"),
    ],
)
def test_a_slash_of_javascript_divides_or_quotes(source: str, expected: str) -> None:
    assert strip("javascript", source) == expected + "\n"


def test_code_in_templates_loses_its_comments() -> None:
    assert strip("javascript", "`a // ${b /* c */ + `//`} // d`;") == "`a // ${b   + `//`} // d`;\n"


def test_a_comment_over_lines_still_ends_a_statement() -> None:
    assert strip("go", "return /*\n*/ x\n") == "return\n x\n"


@given(languages, sources)
def test_pieces_are_the_source(language: str, source: str) -> None:
    assert "".join(text for _, text in pieces(language, source)) == source


@given(languages, sources)
def test_stripping_again_changes_nothing(language: str, source: str) -> None:
    once = strip(language, source)
    assert strip(language, once) == once


@given(languages, sources)
def test_what_quotes_hold_is_untouched(language: str, source: str) -> None:
    def quoted(text: str) -> list[str]:
        return [part for kind, part in pieces(language, text) if kind == LITERAL]

    stripped = strip(language, source)
    assert quoted(stripped) == quoted(source)
    assert COMMENT not in {kind for kind, _ in pieces(language, stripped)}


@given(languages, sources)
def test_the_words_of_the_code_stay_and_keep_their_order(language: str, source: str) -> None:
    words = [word for _, word in words_of(language, source)]
    assert [word for _, word in words_of(language, strip(language, source))] == words


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_found_on_their_lines(language: str) -> None:
    source = '/* a\n b */ one "two"\n// three\nfour'
    assert list(words_of(language, source)) == [(2, "one"), (4, "four")]
    assert all(kind in (CODE, LITERAL, COMMENT) for kind, _ in pieces(language, source))
