"""What people read about ratio says what the code says."""

import json
import re

import pytest

from tests.problems.ratio.material import load, text

STATEMENT = "statement/problem.en.md"
EDITORIALS = ("editorial/en.md", "editorial/zh-Hans.md")


@pytest.mark.parametrize("table", ["kinds", "totals"])
def test_the_editorial_shows_what_the_figures_print(table: str) -> None:
    rows = set(load("editorial/figures.py").TABLES[table]())
    assert all(rows <= set(text(path).splitlines()) for path in EDITORIALS)


def test_the_statement_shows_the_reference_s_answer() -> None:
    (shown,) = re.findall(r"```json\n(.*?)```", text(STATEMENT), re.S)
    files = [("a.txt", iter([b"ab", b"aba"])), ("none", iter([]))]
    assert load("submissions/accepted/reference.py").analyze(files, ["zlib-6"]) == json.loads(shown)
