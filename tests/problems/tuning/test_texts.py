"""What people read about tuning says what the code says."""

import re

import pytest

from tests.problems.tuning.material import load, package, text

STATEMENTS = ("statement/problem.en.md", "statement/problem.zh-Hans.md")
EDITORIALS = ("editorial/en.md", "editorial/zh-Hans.md")


@pytest.mark.parametrize("path", STATEMENTS)
def test_the_statement_shows_the_function_that_fills_the_table(path: str) -> None:
    (shown,) = (
        code for code in re.findall(r"```python\n(.*?)```", text(path), re.S) if "packed_size" in code
    )
    for file in ("data/generators/sets.py", "starter/python3.py", "submissions/accepted/reference.py"):
        assert shown in text(file), file


@pytest.mark.parametrize("path", STATEMENTS)
def test_the_statement_states_the_package_s_own_numbers(path: str) -> None:
    sets, limits = load("data/generators/sets.py"), package().limits
    stated = text(path)
    for number in (f"{sets.BLOCK:,}", f"{sets.READ:,}", str(sets.MOST_SEGMENTS)):
        assert number in stated
    assert f"{limits.memory_bytes >> 20} MiB" in stated
    assert f"{limits.code_bytes >> 10} KiB" in stated
    language = "en" if path.endswith(".en.md") else "zh-Hans"
    assert all(f"| {family.title(language)} |" in stated for family in package().families)


@pytest.mark.parametrize("path", EDITORIALS)
def test_the_editorial_says_that_every_bar_is_kept(path: str) -> None:
    figures = load("editorial/figures.py")
    rows = re.findall(r"^\| `(\w+)` \| ([\d.]+) % \| ([\d.]+) % \| ([\d.]+) % \|", text(path), re.M)
    assert tuple(name for name, *_ in rows) == figures.SETS
    most = (figures.MOST_REGRET, figures.MOST_ERROR, figures.MOST_READ)
    for _, *found in rows:
        assert all(float(one) <= 100 * bar for one, bar in zip(found, most, strict=True))
