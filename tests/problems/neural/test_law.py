"""The checker takes the reference's report in full, and what is wrong in one for what it is."""

from typing import Any

import pytest

from tests.problems.neural.material import load

POINTS = [(4**k, 2.2 + 400 * 4 ** (-0.54 * k)) for k in range(8, 14)]
checker = load("data/checkers/law.py")
report = load("submissions/accepted/reference.py").report


def mark(answer: Any, points: Any = POINTS) -> dict[str, Any]:
    marked: dict[str, Any] = checker.check(b"", answer, {"points": points})
    return marked


def test_the_law_behind_the_points_is_found() -> None:
    found = report(POINTS[:-1])
    assert found["alpha"] == pytest.approx(0.54, rel=1e-3)
    assert found["c"] == pytest.approx(2.2)
    assert mark(found)["quality"] == pytest.approx(1)


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("law", {"alpha": 0.1}),
        ("law", {"a": 1.0}),
        ("extrapolation", {"extrapolated": 1.9}),
        ("lengths", {"two_part_bits": 1.0}),
        ("lengths", {"best_parameters": 65536}),
    ],
)
def test_what_is_wrong_costs_its_part(part: str, change: dict[str, Any]) -> None:
    marked = mark(report(POINTS[:-1]) | change)
    assert marked["parts"].pop(part) < 0.8
    assert set(marked["parts"].values()) == {1.0}


@pytest.mark.parametrize("answer", [None, [], {}, {"a": 1.0}])
def test_no_law_is_wrong(answer: Any) -> None:
    assert mark(answer)["quality"] == 0


def test_a_law_that_rises_is_wrong() -> None:
    assert mark(report(POINTS[:-1]) | {"alpha": -0.5})["quality"] == 0


@pytest.mark.parametrize(
    "points", [[(size, 2.5) for size, _ in POINTS], [(size, rate + 2) for size, rate in POINTS]]
)
def test_a_curve_that_is_flat_or_of_a_codec_that_hardly_packs_has_no_law(points: Any) -> None:
    marked = mark(report(POINTS[:-1]), points)
    assert marked["quality"] <= 0.2
    assert marked["parts"]["curve"] == 0
