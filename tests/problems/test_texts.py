"""What people read about each shipped problem says the same in both languages, and what the code and figures say."""

import re

import pytest

from tests.problems.shipped import SLUGS, Shipped

PAIRS = {
    "statement": ("statement/problem.en.md", "statement/problem.zh-Hans.md"),
    "hints": ("hints/en.md", "hints/zh-Hans.md"),
    "editorial": ("editorial/en.md", "editorial/zh-Hans.md"),
}
SHIPPED = {slug: Shipped(slug) for slug in SLUGS}
CODECS = [slug for slug, shipped in SHIPPED.items() if shipped.package().has_codec]
IN_MANY_LANGUAGES = [slug for slug, shipped in SHIPPED.items() if "rust" in shipped.package().languages]
# At least so many pieces of a reference's code stand in the editorial.
QUOTATIONS = {
    ("hash-table", "py"): 6,
    ("hash-table", "cpp"): 2,
    ("lz77", "py"): 9,
    ("lz77", "cpp"): 1,
    ("neural", "py"): 4,
    ("predictive", "py"): 10,
    ("ratio", "py"): 5,
    ("tuning", "py"): 6,
}
FENCES = {"py": "python", "cpp": "cpp"}
# Tables that figures.py prints in time for a test.
TABLES = {
    "hash-table": ("families", "choices", "keys", "tables"),
    "lz77": ("families", "streams", "choices", "sweep", "plot", "sizes", "matches"),
    "predictive": ("rice", "shape", "doubles"),
}
# Formulas that hold words of the language.
WORDED = {("tuning", "editorial")}
# Small numbers may be words in one language and figures in the other.
NUMBER = re.compile(r"(?<![\w.])\d[\d,]*\.\d+|\d[\d,]*\d")
# Sixteen million are 1600 times ten thousand in Chinese.
COUNTED_OTHERWISE = {("ratio", "hints")}
TEXTS = [(slug, kind) for slug in SLUGS for kind in PAIRS]

each_text = pytest.mark.parametrize(("slug", "kind"), TEXTS)


def both(slug: str, kind: str) -> tuple[str, str]:
    english, chinese = (SHIPPED[slug].text(path) for path in PAIRS[kind])
    return english, chinese


def figures(row: str) -> tuple[str, ...]:
    """Code and numbers of a table's row, in order: what no language changes."""
    return tuple(re.findall(r"`[^`]*`|[-+]?\d[\d.,]*", row))


@each_text
def test_both_languages_have_the_same_outline(slug: str, kind: str) -> None:
    english, chinese = (re.findall(r"^(#+) ", text, re.M) for text in both(slug, kind))
    assert english == chinese


@each_text
def test_both_languages_show_the_same_code_and_formulas(slug: str, kind: str) -> None:
    for pattern in (r"```.*?```", r"\$\$.*?\$\$"):
        english, chinese = (re.findall(pattern, text, re.S) for text in both(slug, kind))
        if (slug, kind) in WORDED:
            english, chinese = (
                [re.sub(r"\\text{.*?}", "", one) for one in each] for each in (english, chinese)
            )
        assert english == chinese


@pytest.mark.parametrize(("slug", "kind"), [text for text in TEXTS if text not in COUNTED_OTHERWISE])
def test_both_languages_state_the_same_numbers(slug: str, kind: str) -> None:
    english, chinese = (sorted(NUMBER.findall(text)) for text in both(slug, kind))
    assert english == chinese


@each_text
def test_chinese_has_full_width_punctuation_and_spaces_round_latin(slug: str, kind: str) -> None:
    left_out = r"```.*?```|\$\$.*?\$\$|`[^`]*`|\$[^$]*\$|^\|.*$|^- [A-Z].*$"
    prose = re.sub(left_out, "", both(slug, kind)[1], flags=re.S | re.M)
    assert not re.findall(r"[\u4e00-\u9fff][,;:?!]|[\u4e00-\u9fff]\.(?:\s|$)", prose)
    assert not re.findall(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9%][\u4e00-\u9fff]", prose)


def test_every_problem_quotes_its_reference() -> None:
    assert {slug for slug, _ in QUOTATIONS} == set(SLUGS)


@pytest.mark.parametrize(("slug", "suffix"), QUOTATIONS)
def test_the_editorial_quotes_the_references(slug: str, suffix: str) -> None:
    reference = SHIPPED[slug].text(f"submissions/accepted/reference.{suffix}")
    for text in both(slug, "editorial"):
        quotations = re.findall(rf"```{FENCES[suffix]}\n(.*?)```", text, re.S)
        assert len(quotations) >= QUOTATIONS[slug, suffix]
        assert all(quotation in reference for quotation in quotations)


@pytest.mark.parametrize("slug", IN_MANY_LANGUAGES)
@pytest.mark.parametrize("kind", ["hints", "editorial"])
def test_every_language_is_spoken_of(slug: str, kind: str) -> None:
    for text in both(slug, kind):
        assert all(name in text for name in ("Python", "C++", "Rust", "Go", "Java", "JavaScript"))


@pytest.mark.parametrize(("slug", "table"), [(slug, table) for slug in TABLES for table in TABLES[slug]])
def test_the_editorial_shows_what_the_figures_print(slug: str, table: str) -> None:
    rows = list(SHIPPED[slug].load("editorial/figures.py").TABLES[table]())
    english, chinese = (text.splitlines() for text in both(slug, "editorial"))
    assert set(rows) <= set(english)
    assert {figures(row) for row in rows} <= {figures(line) for line in chinese}


@pytest.mark.parametrize("slug", CODECS)
def test_the_statement_states_the_package_s_own_numbers(slug: str) -> None:
    weights, limits = SHIPPED[slug].package().weights, SHIPPED[slug].package().limits
    for statement in both(slug, "statement"):
        assert f"r^{{{weights.ratio:.2f}}}" in statement
        assert f"v_c^{{{weights.compress:.2f}}}" in statement
        assert f"v_d^{{{weights.decompress:.2f}}}" in statement
        assert f"{limits.memory_bytes >> 20} MiB" in statement
        assert f"{limits.code_bytes >> 10} KiB" in statement


@pytest.mark.parametrize("slug", CODECS)
def test_the_statement_lists_every_scored_family(slug: str) -> None:
    for language, statement in zip(("en", "zh-Hans"), both(slug, "statement"), strict=True):
        rows = {line.split("|")[1].strip() for line in statement.splitlines() if line.startswith("| ")}
        assert {family.title(language) for family in SHIPPED[slug].package().scored_families} <= rows


@pytest.mark.parametrize("slug", SLUGS)
def test_nothing_in_the_package_is_longer_than_a_page_of_code(slug: str) -> None:
    for path in SHIPPED[slug].root.rglob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 500, path
