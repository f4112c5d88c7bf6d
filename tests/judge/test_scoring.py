"""The score's formulas, against the examples that the rules give."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge.package import Weights
from judge.scoring import (
    charge_bytes,
    expansion_limit,
    family_score,
    overall,
    problem_score,
    ratio_part,
    speed_part,
)

EXAMPLE = Weights(0.6, 0.2, 0.2)
# The rules' examples speak of a reference that packs to 30 %.
REFERENCE_RATIO = 3.3
ratios = st.floats(0.99, 1000)
speeds = st.floats(1e-3, 1e4)


def points(times_ratio: float, times_speed: float, weights: Weights = EXAMPLE) -> float:
    r = ratio_part(REFERENCE_RATIO * times_ratio, REFERENCE_RATIO)
    v = speed_part(times_speed)
    return 100 * family_score(r, v, v, weights)


@pytest.mark.parametrize(
    ("times_ratio", "times_speed", "expected"),
    [
        (1, 1, 80.0),
        (0.95, 10, 84.5),
        (1.05, 0.5, 76.8),
        (2, 0.05, 41.0),
        (1 / REFERENCE_RATIO, 100, 0),
        (1, 1 / 32, 0),
    ],
)
def test_scores_of_the_rules_examples(times_ratio: float, times_speed: float, expected: float) -> None:
    assert points(times_ratio, times_speed) == pytest.approx(expected, abs=0.15)


def test_one_failed_family_of_seven() -> None:
    assert problem_score([0.8] * 6 + [0.0]) == pytest.approx(68.6, abs=0.05)


@given(ratios, ratios, speeds)
def test_a_better_ratio_never_scores_less(one: float, other: float, speed: float) -> None:
    low, high = sorted((one, other))
    at_low, at_high = (
        family_score(ratio_part(ratio, 2.0), speed_part(speed), speed_part(speed), EXAMPLE)
        for ratio in (low, high)
    )
    assert at_low <= at_high + 1e-12


@given(speeds, speeds)
def test_a_higher_speed_never_scores_less(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert speed_part(low) <= speed_part(high)


@given(ratios, speeds)
def test_a_score_stays_between_0_and_1(ratio: float, speed: float) -> None:
    assert 0 <= family_score(ratio_part(ratio, 2.0), speed_part(speed), speed_part(speed), EXAMPLE) <= 1


def test_both_formulas_join_at_the_reference() -> None:
    assert ratio_part(2.0, 2.0) == pytest.approx(0.8)
    assert speed_part(1.0) == pytest.approx(speed_part(1.0 + 1e-12), abs=1e-9) == pytest.approx(0.8)


def test_ratio_above_the_reference_saturates_exponentially() -> None:
    assert ratio_part(2.0**1.1, 2.0) == pytest.approx(0.8 + 0.2 * (1 - math.exp(-1)))


def test_a_problem_without_scored_families_scores_0() -> None:
    assert problem_score([]) == 0.0


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        (["AC", "AC"], "AC"),
        (["TLE", "WA", "AC"], "WA"),
        (["RTE", "OLE", "MLE"], "MLE"),
        (["WA", "JE"], "JE"),
        (["JE", "SV", "WA"], "SV"),
        ([], "AC"),
    ],
)
def test_the_gravest_verdict_counts(verdicts: list[str], expected: str) -> None:
    assert overall(verdicts) == expected


@pytest.mark.parametrize(("size", "limit"), [(0, 64), (64, 128), (65, 1089), (262_144, 264_192)])
def test_expansion_limits(size: int, limit: int) -> None:
    assert expansion_limit(size) == limit


def test_the_charge_is_what_xz_makes_of_the_source() -> None:
    assert charge_bytes(b"pass\n" * 1000) < charge_bytes(bytes(range(256)) * 20) < 1000
