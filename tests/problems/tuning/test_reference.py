"""The reference keeps to the bars on sets of 288 MiB, and is better than what is simpler."""

import pytest

from tests.problems.tuning.material import SAMPLES, load, marked, sample

figures = load("editorial/figures.py")


@pytest.mark.parametrize("name", SAMPLES)
def test_the_reference_keeps_to_the_bars(name: str) -> None:
    mark, share = marked("accepted/reference.py", sample(name))
    assert figures.regret(mark) <= figures.MOST_REGRET
    assert figures.error(mark) <= figures.MOST_ERROR
    assert share <= figures.MOST_READ


def test_even_samples_are_worse_than_the_reference_and_better_than_one_setting() -> None:
    case = sample("records")
    names = ("starter", "uniform", "reference")
    found = [marked(f"accepted/{name}.py", case)[0]["quality"] for name in names]
    assert found == sorted(found)
    assert found[0] < found[1] < found[2]


def test_storing_all_is_worth_next_to_nothing() -> None:
    assert marked("accepted/store_only.py", sample("records"))[0]["quality"] < 0.05
