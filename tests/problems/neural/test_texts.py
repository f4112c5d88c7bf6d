"""The statement of neural compression states the package's own numbers."""

import pytest

from tests.problems.neural.material import package, text


@pytest.mark.parametrize("path", ["statement/problem.en.md", "statement/problem.zh-Hans.md"])
def test_the_statement_states_the_budgets_and_the_floor(path: str) -> None:
    assert all(f"{size:,}" in text(path) for size in package().sizes)
    assert f"{package().least_bytes_per_second:,.0f}" in text(path)
