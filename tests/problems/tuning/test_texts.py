"""What people read about tuning says the same in both languages, and what the code says."""

import re

import pytest

from tests.problems.tuning.material import ROOT, load, package, text

PAIRS = {
    "statement": ("statement/problem.en.md", "statement/problem.zh-Hans.md"),
    "hints": ("hints/en.md", "hints/zh-Hans.md"),
    "editorial": ("editorial/en.md", "editorial/zh-Hans.md"),
}
CHINESE = 1
NUMBER = re.compile(r"(?<![\w.])\d[\d,]*\.\d+|\d[\d,]*\d")


@pytest.mark.parametrize("kind", PAIRS)
def test_both_languages_have_the_same_outline(kind: str) -> None:
    english, chinese = (re.findall(r"^(#+) ", text(path), re.M) for path in PAIRS[kind])
    assert english == chinese


@pytest.mark.parametrize("kind", PAIRS)
def test_both_languages_show_the_same_code_and_formulas(kind: str) -> None:
    for pattern in (r"```.*?```", r"\$\$.*?\$\$"):
        english, chinese = (re.findall(pattern, text(path), re.S) for path in PAIRS[kind])
        if kind != "editorial":
            assert english == chinese
        assert [re.sub(r"\\text{.*?}", "", each) for each in english] == [
            re.sub(r"\\text{.*?}", "", each) for each in chinese
        ]


@pytest.mark.parametrize("kind", PAIRS)
def test_both_languages_state_the_same_numbers(kind: str) -> None:
    english, chinese = (sorted(NUMBER.findall(text(path))) for path in PAIRS[kind])
    assert english == chinese


@pytest.mark.parametrize("path", PAIRS["editorial"])
def test_the_editorial_quotes_the_reference(path: str) -> None:
    quotations = re.findall(r"```python\n(.*?)```", text(path), re.S)
    assert len(quotations) >= 6
    assert all(quotation in text("submissions/accepted/reference.py") for quotation in quotations)


@pytest.mark.parametrize("path", PAIRS["statement"])
def test_the_statement_shows_the_function_that_fills_the_table(path: str) -> None:
    (shown,) = (
        code for code in re.findall(r"```python\n(.*?)```", text(path), re.S) if "packed_size" in code
    )
    for file in ("data/generators/sets.py", "starter/python3.py", "submissions/accepted/reference.py"):
        assert shown in text(file), file


@pytest.mark.parametrize("path", PAIRS["statement"])
def test_the_statement_states_the_package_s_own_numbers(path: str) -> None:
    sets, limits = load("data/generators/sets.py"), package().limits
    stated = text(path)
    for number in (f"{sets.BLOCK:,}", f"{sets.READ:,}", str(sets.MOST_SEGMENTS)):
        assert number in stated
    assert f"{limits.memory_bytes >> 20} MiB" in stated
    assert f"{limits.code_bytes >> 10} KiB" in stated
    language = "en" if path.endswith(".en.md") else "zh-Hans"
    assert all(f"| {family.title(language)} |" in stated for family in package().families)


@pytest.mark.parametrize("path", PAIRS["editorial"])
def test_the_editorial_says_that_every_bar_is_kept(path: str) -> None:
    figures = load("editorial/figures.py")
    rows = re.findall(r"^\| `(\w+)` \| ([\d.]+) % \| ([\d.]+) % \| ([\d.]+) % \|", text(path), re.M)
    assert tuple(name for name, *_ in rows) == figures.SETS
    most = (figures.MOST_REGRET, figures.MOST_ERROR, figures.MOST_READ)
    for _, *found in rows:
        assert all(float(one) <= 100 * bar for one, bar in zip(found, most, strict=True))


@pytest.mark.parametrize("path", [pair[CHINESE] for pair in PAIRS.values()])
def test_chinese_has_full_width_punctuation_and_spaces_round_latin(path: str) -> None:
    prose = re.sub(
        r"```.*?```|\$\$.*?\$\$|`[^`]*`|\$[^$]*\$|^\|.*$|^- [A-Z].*$", "", text(path), flags=re.S | re.M
    )
    assert not re.findall(r"[\u4e00-\u9fff][,;:?!]|[\u4e00-\u9fff]\.(?:\s|$)", prose)
    assert not re.findall(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9%][\u4e00-\u9fff]", prose)


def test_nothing_in_the_package_is_longer_than_a_page_of_code() -> None:
    for path in ROOT.rglob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 500, path
