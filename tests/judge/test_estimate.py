"""The trimmed mean, Yuen's interval, and what the sums of times are for."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge.estimate import Pair, estimate, trimmed_mean

times = st.floats(1e-5, 100)


def pairs_of(ratios: list[float]) -> list[Pair]:
    return [Pair(ratio, 1.0) for ratio in ratios]


def test_a_trimmed_mean_worked_by_hand() -> None:
    # n = 10 cuts 2 on each side: 3 4 5 6 7 8 remain, winsorised to 3 3 3 4 5 6 7 8 8 8.
    mean, half_width = trimmed_mean([1, 2, 3, 4, 5, 6, 7, 8, 9, 100])
    deviation = math.sqrt(42.5 / 9)
    assert mean == 5.5
    assert half_width == pytest.approx(2.571 * deviation / (0.6 * math.sqrt(10)))


def test_one_pair_knows_nothing_of_its_error() -> None:
    only = estimate(pairs_of([2.0]))
    assert (only.speed_ratio, only.low, only.high) == (0.5, None, None)


def test_twice_the_cost_is_half_the_speed() -> None:
    assert estimate(pairs_of([2.0] * 8)).speed_ratio == pytest.approx(0.5)


def test_one_wild_pair_changes_nothing() -> None:
    assert estimate(pairs_of([1.0] * 9 + [1.5])).speed_ratio == pytest.approx(1.0)


def test_rare_but_heavy_calls_count() -> None:
    lazy = estimate(pairs_of([1.0] * 9 + [11.0]))
    assert lazy.speed_ratio == pytest.approx(0.5)
    assert lazy.low is not None
    assert lazy.low < 0.3


@given(st.lists(st.tuples(times, times), min_size=2, max_size=40), st.floats(0.01, 100))
def test_a_machine_of_another_speed_gives_the_same_ratio(
    measured: list[tuple[float, float]], factor: float
) -> None:
    one = estimate([Pair(a, b) for a, b in measured])
    other = estimate([Pair(a * factor, b * factor) for a, b in measured])
    assert one.log_cost == pytest.approx(other.log_cost, abs=1e-6)


@given(st.lists(st.tuples(times, times), min_size=2, max_size=40))
def test_the_interval_holds_the_estimate(measured: list[tuple[float, float]]) -> None:
    found = estimate([Pair(a, b) for a, b in measured])
    assert found.low is not None
    assert found.high is not None
    assert found.low <= found.speed_ratio * (1 + 1e-9)
    assert found.speed_ratio <= found.high * (1 + 1e-9)


def test_nineteen_intervals_of_twenty_hold_the_truth() -> None:
    draw = random.Random(1)
    held = 0
    for _ in range(1000):
        mean, half_width = trimmed_mean([draw.gauss(0, 0.1) for _ in range(9)])
        held += abs(mean) <= (half_width or 0.0)
    assert 930 <= held <= 985
