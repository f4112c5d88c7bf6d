"""What people read about hash tables says the same in both languages, and what the code and figures say."""

import re

import pytest

from tests.problems.hash_table.material import ROOT, load, package, text

PAIRS = {
    "statement": ("statement/problem.en.md", "statement/problem.zh-Hans.md"),
    "hints": ("hints/en.md", "hints/zh-Hans.md"),
    "editorial": ("editorial/en.md", "editorial/zh-Hans.md"),
}
EDITORIALS = PAIRS["editorial"]
FIGURES = ("families", "choices", "keys", "tables")
ENGLISH, CHINESE = 0, 1
# Small numbers may be words in one language and figures in the other.
NUMBER = re.compile(r"(?<![\w.])\d[\d,]*\.\d+|\d[\d,]*\d")


def figures(row: str) -> tuple[str, ...]:
    """Code and numbers of a table's row, in order: what no language changes."""
    return tuple(re.findall(r"`[^`]*`|[-+]?\d[\d.,]*", row))


@pytest.mark.parametrize("kind", PAIRS)
def test_both_languages_have_the_same_outline(kind: str) -> None:
    english, chinese = (re.findall(r"^(#+) ", text(path), re.M) for path in PAIRS[kind])
    assert english == chinese


@pytest.mark.parametrize("kind", PAIRS)
def test_both_languages_show_the_same_code_and_formulas(kind: str) -> None:
    for pattern in (r"```.*?```", r"\$\$.*?\$\$"):
        english, chinese = (re.findall(pattern, text(path), re.S) for path in PAIRS[kind])
        assert english == chinese


@pytest.mark.parametrize("kind", PAIRS)
def test_both_languages_state_the_same_numbers(kind: str) -> None:
    english, chinese = (sorted(NUMBER.findall(text(path))) for path in PAIRS[kind])
    assert english == chinese


@pytest.mark.parametrize("path", EDITORIALS)
@pytest.mark.parametrize(("language", "suffix", "least"), [("python", "py", 6), ("cpp", "cpp", 2)])
def test_the_editorial_quotes_the_references(path: str, language: str, suffix: str, least: int) -> None:
    reference = text(f"submissions/accepted/reference.{suffix}")
    quotations = re.findall(rf"```{language}\n(.*?)```", text(path), re.S)
    assert len(quotations) >= least
    for quotation in quotations:
        assert quotation in reference


@pytest.mark.parametrize("kind", ["hints", "editorial"])
def test_every_language_is_spoken_of(kind: str) -> None:
    for path in PAIRS[kind]:
        assert all(name in text(path) for name in ("Python", "C++", "Rust", "Go", "Java", "JavaScript")), path


@pytest.mark.parametrize("table", FIGURES)
def test_the_editorial_shows_what_the_figures_print(table: str) -> None:
    rows = list(load("editorial/figures.py").TABLES[table]())
    english, chinese = (text(path).splitlines() for path in EDITORIALS)
    assert set(rows) <= set(english)
    assert {figures(row) for row in rows} <= {figures(line) for line in chinese}


@pytest.mark.parametrize("path", [pair[CHINESE] for pair in PAIRS.values()])
def test_chinese_has_full_width_punctuation_and_spaces_round_latin(path: str) -> None:
    prose = re.sub(
        r"```.*?```|\$\$.*?\$\$|`[^`]*`|\$[^$]*\$|^\|.*$|^- [A-Z].*$", "", text(path), flags=re.S | re.M
    )
    assert not re.findall(r"[\u4e00-\u9fff][,;:?!]|[\u4e00-\u9fff]\.(?:\s|$)", prose)
    assert not re.findall(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9%][\u4e00-\u9fff]", prose)


def test_the_statement_states_the_package_s_own_numbers() -> None:
    weights, limits = package().weights, package().limits
    for path in PAIRS["statement"]:
        statement = text(path)
        assert f"r^{{{weights.ratio:.2f}}}" in statement
        assert f"v_c^{{{weights.compress:.2f}}}" in statement
        assert f"v_d^{{{weights.decompress:.2f}}}" in statement
        assert f"{limits.memory_bytes >> 20} MiB" in statement
        assert f"{limits.code_bytes >> 10} KiB" in statement


@pytest.mark.parametrize("path", PAIRS["statement"])
def test_the_statement_lists_every_scored_family(path: str) -> None:
    language = "en" if path.endswith(".en.md") else "zh-Hans"
    rows = {line.split("|")[1].strip() for line in text(path).splitlines() if line.startswith("| ")}
    assert {family.title(language) for family in package().scored_families} <= rows


def test_nothing_in_the_package_is_longer_than_a_page_of_code() -> None:
    for path in ROOT.rglob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 500, path
