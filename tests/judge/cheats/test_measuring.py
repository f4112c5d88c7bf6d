"""Codecs that look faster than they are: none is believed. What they would gain is a factor of three or
more, what noise may give them far less than a factor of one and a half."""

import math

import pytest

from judge import estimate, speed
from judge.codec import Failed
from judge.measured import WHOLE
from judge.speed import SpeedStage
from tests.judge.cheats.measuring import costs, measure, session

LEAST_COST = 1 / 1.5
MEASURED_AT_MOST = 3


@pytest.mark.parametrize("name", ["stores_slices", "counts_calls", "remembers", "batches", "prepares"])
def test_no_cheat_on_the_measuring_makes_code_faster(name: str) -> None:
    """What gains, gains every time; on a machine that is busy with other things chance may do so once."""
    assert any(min(costs(measure(name))) > LEAST_COST for _ in range(MEASURED_AT_MOST))


@pytest.mark.parametrize("name", ["stores_slices", "counts_calls", "remembers", "batches"])
def test_they_would_if_nobody_doubted(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for question, answer in (
        ("ratio_is_honest", True),
        ("speed_is_honest", True),
        ("gains_on_slices", False),
    ):
        monkeypatch.setattr(speed, question, lambda _, answer=answer: answer)
    monkeypatch.setattr(estimate, "SUMS_DIFFER", math.inf)
    assert min(costs(measure(name))) < LEAST_COST


def test_garbage_that_is_left_is_paid_for_by_who_left_it() -> None:
    track = session("leaves_garbage", against="collects")
    for pairs in (track.compress, track.decompress):
        assert sum(pair.candidate for pair in pairs) > LEAST_COST * sum(pair.reference for pair in pairs)


def test_blobs_that_need_other_blobs_are_wrong() -> None:
    with pytest.raises(Failed) as failed:
        measure("refers_back")
    assert failed.value.verdict == "WA"


def test_a_large_cost_of_each_call_counts_as_it_does_on_whole_files() -> None:
    stage = measure("large_fixed_cost")
    assert stage.families[0].method == WHOLE
    assert all(1.1 < cost < 3 for cost in costs(stage))


def test_a_small_cost_of_each_call_is_hardly_seen() -> None:
    assert all(LEAST_COST < cost < 1.5 for cost in costs(measure("small_fixed_cost")))


def test_compiling_while_it_runs_is_paid_for_by_every_file() -> None:
    stage = measure_numba("numba_late")
    assert stage.families[0].method == WHOLE
    assert costs(stage)[0] > 1.2


def test_compiling_in_a_warm_up_is_not() -> None:
    assert costs(measure_numba("numba_in_warm_up"))[0] < LEAST_COST


def measure_numba(name: str) -> SpeedStage:
    """For few seconds: what it shows is a factor of ten or more."""
    return measure(name, "python3-scientific", "interpreted", cpu_seconds=2.0)
