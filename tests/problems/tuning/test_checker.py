"""The checker takes a plan at its word for nothing, and knows the best plan of small tables."""

import json
from itertools import combinations, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.problems.tuning.material import load

checker, sets = load("data/checkers/plan.py"), load("data/generators/sets.py")
SIZES = [[100, 60, 50], [100, 90, 95], [100, 20, 40]]
COSTS = [1, 10, 20]
BLOCK = 65_536


def case(objective: dict[str, Any], order: list[int] | None = None) -> bytes:
    named = [{"name": name, "cost": cost} for name, cost in zip("abc", COSTS, strict=True)]
    budget = {"objective": objective, "settings": named, "most_bytes": 100_000, "read_bytes": 4_096}
    told: dict[str, Any] = {"order": order or [0, 0, 1, 2], "sizes": SIZES, "budget": budget}
    told["best"] = sets.best(told)
    text = json.dumps(told).encode()
    return text + len(text).to_bytes(8, "big")


def plan(*segments: tuple[int, str], size: float = 0, cost: float = 0) -> dict[str, Any]:
    listed = [{"start": BLOCK * start, "setting": name} for start, name in segments]
    return {"segments": listed, "size": size, "cost": cost}


def check(answer: Any, objective: dict[str, Any], read: int = 0, reads: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = checker.check(case(objective), answer, {"bytes_read": read, "reads": reads})
    return found


SIZE = {"kind": "size"}


def test_the_best_plan_predicted_rightly_is_worth_all() -> None:
    assert check(plan((0, "c"), (2, "b"), size=210, cost=60), SIZE)["quality"] == pytest.approx(1)


def test_a_prediction_that_is_off_costs_its_part() -> None:
    mark = check(plan((0, "c"), (2, "b"), size=210 * 1.025, cost=60), SIZE)
    assert mark["quality"] == pytest.approx(0.9)
    assert mark["parts"]["prediction"] == pytest.approx(0.5)
    assert mark["figures"]["prediction_error"] == pytest.approx(0.025)


def test_a_read_is_charged_a_page_more() -> None:
    mark = check(plan((0, "c"), (2, "b"), size=210, cost=60), SIZE, read=9_040, reads=10)
    assert mark["parts"]["thrift"] == pytest.approx(0.5)
    assert mark["quality"] == pytest.approx(0.95)
    assert mark["figures"]["share_read"] == pytest.approx(50_000 / (4 * BLOCK))


def test_storing_everything_earns_nothing_by_foresight() -> None:
    assert check(plan((0, "a"), size=400, cost=4), SIZE)["quality"] == checker.LEAST


@pytest.mark.parametrize(("cost", "regret"), [(60, 0.0), (57, 3 / 57), (40, None)])
def test_above_a_cost_limit_the_excess_counts(cost: int, regret: float | None) -> None:
    mark = check(plan((0, "c"), (2, "b"), size=210, cost=60), {"kind": "limited", "limit": cost})
    if regret is None:
        assert mark["quality"] == 0
    else:
        assert mark["parts"]["regret"] <= 1 - regret / 0.10 + 1e-9


@pytest.mark.parametrize(
    "answer",
    [
        None,
        [],
        {},
        plan(),
        plan((1, "a")),
        plan((0, "a"), (0, "b")),
        plan((0, "a"), (3, "b"), (2, "a")),
        plan((0, "a"), (4, "b")),
        plan((0, "d")),
        plan(*((number, "a") for number in range(17))),
        plan((0, "a"), size=-1),
        {**plan((0, "a")), "size": True},
        {**plan((0, "a")), "cost": "4"},
        {**plan((0, "a")), "regret": 0},
        {**plan((0, "a")), "segments": [{"start": 0.0, "setting": "a"}]},
        {**plan((0, "a")), "segments": [{"start": False, "setting": "a"}]},
        {**plan((0, "a")), "segments": [{"start": 0, "setting": ["a"]}]},
        {**plan((0, "a")), "segments": [{"start": 0, "setting": "a"}, {"start": 1, "setting": "b"}]},
    ],
)
def test_what_is_no_plan_is_worth_nothing(answer: Any) -> None:
    mark = check(answer, SIZE)
    assert mark["quality"] == 0
    assert mark["why"]


def test_reading_too_much_is_worth_nothing() -> None:
    assert check(plan((0, "c"), size=210, cost=80), SIZE, read=100, reads=25)["quality"] == 0


def every_plan(count: int, most: int) -> list[list[int]]:
    found = []
    for changes in range(most):
        for places in combinations(range(1, count), changes):
            lengths = np.diff([0, *places, count])
            found += [list(np.repeat(each, lengths)) for each in product(range(3), repeat=changes + 1)]
    return found


tables = st.lists(st.lists(st.integers(1, 99), min_size=3, max_size=3), min_size=1, max_size=6)


@settings(max_examples=25)
@given(tables, st.integers(1, 3))
def test_the_best_plan_is_the_best_of_all(rows: list[list[int]], most: int) -> None:
    sums = [
        sum(row[each] for row, each in zip(rows, chosen, strict=True))
        for chosen in every_plan(len(rows), most)
    ]
    kept, sets.MOST_SEGMENTS = sets.MOST_SEGMENTS, most
    try:
        assert sets.least(np.array(rows)) == min(sums)
    finally:
        sets.MOST_SEGMENTS = kept


@settings(max_examples=10)
@given(tables, st.integers(1, 20))
def test_no_plan_within_a_cost_limit_passes_the_bound(rows: list[list[int]], each: int) -> None:
    limit = each * len(rows)
    plans = [
        (sum(row[at] for row, at in zip(rows, chosen, strict=True)), sum(COSTS[at] for at in chosen))
        for chosen in product(range(3), repeat=len(rows))
    ]
    best = min(size for size, cost in plans if cost <= limit)
    assert sets.bound(np.array(rows), np.array(COSTS), limit) <= best
