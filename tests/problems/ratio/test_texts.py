"""What people read about ratio says the same in both languages, and what the code says."""

import json
import re

import pytest

from tests.problems.ratio.material import load, text

PAIRS = {
    "statement": ("statement/problem.en.md", "statement/problem.zh-Hans.md"),
    "hints": ("hints/en.md", "hints/zh-Hans.md"),
    "editorial": ("editorial/en.md", "editorial/zh-Hans.md"),
}
NUMBER = re.compile(r"(?<![\w.])\d[\d,]*\.\d+|\d[\d,]*\d")


@pytest.mark.parametrize("kind", PAIRS)
def test_both_languages_have_the_same_outline_code_and_formulas(kind: str) -> None:
    for pattern in (r"^#+ ", r"```.*?```", r"\$\$.*?\$\$"):
        english, chinese = (re.findall(pattern, text(path), re.S | re.M) for path in PAIRS[kind])
        assert english == chinese


@pytest.mark.parametrize("kind", ["statement", "editorial"])
def test_both_languages_state_the_same_numbers(kind: str) -> None:
    english, chinese = (sorted(NUMBER.findall(text(path))) for path in PAIRS[kind])
    assert english == chinese


@pytest.mark.parametrize("path", PAIRS["editorial"])
def test_the_editorial_quotes_the_reference(path: str) -> None:
    quotations = re.findall(r"```python\n(.*?)```", text(path), re.S)
    assert len(quotations) == 5
    assert all(quotation in text("submissions/accepted/reference.py") for quotation in quotations)


@pytest.mark.parametrize("table", ["kinds", "totals"])
def test_the_editorial_shows_what_the_figures_print(table: str) -> None:
    rows = set(load("editorial/figures.py").TABLES[table]())
    assert all(rows <= set(text(path).splitlines()) for path in PAIRS["editorial"])


def test_the_statement_shows_the_reference_s_answer() -> None:
    (shown,) = re.findall(r"```json\n(.*?)```", text(PAIRS["statement"][0]), re.S)
    files = [("a.txt", iter([b"ab", b"aba"])), ("none", iter([]))]
    assert load("submissions/accepted/reference.py").analyze(files, ["zlib-6"]) == json.loads(shown)


@pytest.mark.parametrize("path", [pair[1] for pair in PAIRS.values()])
def test_chinese_has_full_width_punctuation_and_spaces_round_latin(path: str) -> None:
    prose = re.sub(r"```.*?```|\$\$.*?\$\$|`[^`]*`|\$[^$]*\$|^\|.*$", "", text(path), flags=re.S | re.M)
    assert not re.findall(r"[\u4e00-\u9fff][,;:?!]|[\u4e00-\u9fff]\.(?:\s|$)", prose)
    assert not re.findall(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9%][\u4e00-\u9fff]", prose)
