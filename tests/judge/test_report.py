"""What a candidate may see: picked, rounded, and counted in bits."""

import json
import math
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge.report import (
    WIDTHS,
    candidate_view,
    family_view,
    shown_ratio,
    shown_speed,
    shown_width,
    to_digits,
)
from judge.task import MOST_PARTS

MARK = "secret-7f3a"
positive = st.floats(1e-9, 1e9)
speeds = st.none() | st.fixed_dictionaries(
    {
        "speed_ratio": st.none() | positive,
        "low": st.none() | positive,
        "high": st.none() | positive,
        "pairs": st.integers(0, 200),
        "method": st.sampled_from(["slices", "whole"]),
        "mb_per_s": positive,
        "cpu_s": positive,
        "raw": st.just(MARK),
    }
)
rows = st.fixed_dictionaries(
    {
        "family": st.sampled_from(["text", "logs"]),
        "split": st.sampled_from(["board", "final"]),
        "scored": st.booleans(),
        "verdict": st.sampled_from(["AC", "WA", "TLE", "MLE", "OLE", "RTE", "SV"]),
        "original_bytes": st.integers(0, 10**7),
        "compressed_bytes": st.none() | st.integers(0, 10**7),
        "ratio": st.none() | positive,
        "bits_per_byte": st.none() | positive,
        "reference_ratio": st.none() | positive,
        "reference_bits_per_byte": st.none() | positive,
        "compress": speeds,
        "decompress": speeds,
        "peak_memory_bytes": st.integers(0, 10**9),
        "score": st.none() | st.floats(0, 100),
        "error": st.just(MARK),
    }
)
reports = st.fixed_dictionaries(
    {
        "verdict": st.sampled_from(["AC", "WA", "RTE", "SV", "JE"]),
        "score": st.none() | st.floats(0, 100),
        "half_width": positive,
        "imprecise": st.booleans(),
        "message": st.just(MARK),
        "charge_bytes": st.integers(0, 10**6),
        "data_sets": st.lists(rows, max_size=4),
        "receipt": st.just({"package": "digest", "seed": MARK, "core": 1}),
        "seconds": st.just({"total": MARK}),
        "anything": st.just(MARK),
    }
)
SHOWN = {
    *("family", "split", "scored", "verdict", "ratio", "bits_per_byte"),
    *("reference_ratio", "reference_bits_per_byte", "compress", "decompress"),
}


def images(show: Any, low: float, high: float) -> set[Any]:
    """Every value that a rounding can give, found by walking its range in steps of 0.01 %."""
    steps = int(math.log(high / low) / 1e-4)
    return {show(low * math.exp(1e-4 * step)) for step in range(steps + 1)}


def test_a_family_sends_at_most_30_bits_with_its_share_of_the_score() -> None:
    ratios = images(shown_ratio, 1e-3, 1e6)
    speed_ratios = images(shown_speed, 1e-6, 1e6)
    intervals = len(WIDTHS) + 1
    accepted = (len(ratios) + 1) * (len(speed_ratios) + 1) ** 2 * intervals
    other_verdicts = 8
    scores, is_imprecise, scored_families = 1001, 2, 6
    of_the_whole = math.log2(scores * is_imprecise) / scored_families
    assert math.log2(accepted + other_verdicts) + of_the_whole <= 30


def test_a_function_sends_at_most_30_bits_with_its_share_of_the_score() -> None:
    speed_ratios, intervals = images(shown_speed, 1e-6, 1e6), len(WIDTHS) + 1
    untimed = MOST_PARTS * math.log2(100 + 1)
    timed = MOST_PARTS * math.log2(20 + 1) + math.log2((len(speed_ratios) + 1) * intervals)
    scores, is_imprecise, scored_families = 1001, 2, 6
    of_the_whole = math.log2(scores * is_imprecise) / scored_families
    assert max(untimed, timed) + 0.01 + of_the_whole <= 30  # Other verdicts are few beside so many values.


shares = st.floats(0, 1)
tasks = st.fixed_dictionaries(
    {
        "family": st.sampled_from(["sums", "plan"]),
        "split": st.just("board"),
        "verdict": st.sampled_from(["AC", "WA", "TLE", "NA"]),
        "fields": st.dictionaries(st.sampled_from(["sums", "memory", "law"]), shares, max_size=4),
        "quality": shares,
        "run": speeds,
        "error": st.just(MARK),
        "curve": st.just([[512, MARK]]),
        "peak_memory_bytes": st.integers(0, 10**9),
        "score": st.floats(0, 100),
    }
)


@given(tasks)
def test_of_a_function_parts_and_speed_are_seen_in_steps(row: dict[str, Any]) -> None:
    view = family_view(row)
    accepted, steps = row["verdict"] == "AC", 20 if row["run"] else 100
    assert MARK not in json.dumps(view)
    assert set(view) == SHOWN | {"fields", "run"}
    assert set(view["fields"]) == (set(row["fields"]) if accepted else set())
    for name, share in view["fields"].items():
        assert share * steps == pytest.approx(round(share * steps))
        assert abs(share - row["fields"][name]) <= 0.5 / steps + 1e-9
    assert accepted or view["run"] is None


@given(tasks)
def test_of_public_data_a_function_shows_its_curve_and_why(row: dict[str, Any]) -> None:
    view = family_view({**row, "public": True})
    accepted = row["verdict"] == "AC"
    assert (view.get("curve"), view.get("error")) == ((row["curve"], MARK) if accepted else (None, None))


@given(reports)
def test_nothing_else_gets_out(report: dict[str, Any]) -> None:
    view = candidate_view(report)
    assert MARK not in json.dumps(view)
    assert set(view["receipt"]) <= {"package"}
    for row in view["data_sets"]:
        assert set(row) == SHOWN
        assert row["split"] != "final"
        for speed in (row["compress"], row["decompress"]):
            assert speed is None or set(speed) == {"speed_ratio", "low", "high"}


@given(rows)
def test_a_view_is_made_of_shown_values_alone(row: dict[str, Any]) -> None:
    view = family_view(row)
    accepted = row["verdict"] == "AC"
    width = shown_width([row["compress"], row["decompress"]])
    assert view["ratio"] == (shown_ratio(row["ratio"]) if accepted else None)
    assert view["bits_per_byte"] == (to_digits(8 / view["ratio"], 3) if view["ratio"] else None)
    for direction in ("compress", "decompress"):
        speed, raw = view[direction], row[direction]
        if speed is None:
            continue
        assert accepted
        assert speed["speed_ratio"] == shown_speed(raw["speed_ratio"])
        assert (speed["low"] is None) == (width is None)


@given(rows)
def test_a_row_that_failed_says_so_and_no_more(row: dict[str, Any]) -> None:
    view = family_view({**row, "verdict": "TLE"})
    assert (view["ratio"], view["bits_per_byte"], view["compress"], view["decompress"]) == (None,) * 4


def test_a_compile_error_shows_its_text() -> None:
    report = {"verdict": "CE", "message": "line 3: invalid syntax"}
    assert candidate_view(report)["message"] == "line 3: invalid syntax"


def test_a_view_of_a_single_row_can_be_made() -> None:
    view = candidate_view({"data_sets": [{"family": "text", "verdict": "AC", "ratio": 2.34567}]})
    assert view["data_sets"][0]["ratio"] == 2.35


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [(2.34567, 3, 2.35), (0.0123456, 2, 0.012), (99.96, 3, 100.0), (1234.0, 2, 1200.0), (0.0, 3, 0.0)],
)
def test_rounding_to_digits(value: float, digits: int, expected: float) -> None:
    assert to_digits(value, digits) == expected


def test_a_shown_interval_is_never_narrower_than_the_measured_one() -> None:
    for step, wider in pairwise([*WIDTHS, math.inf]):
        narrow = {"low": 1.0, "high": 1.01}
        assert shown_width([narrow, {"low": 1.0, "high": (1 + step) ** 2 * 0.999}]) == step
        assert shown_width([{"low": 1.0, "high": (1 + step) ** 2 * 1.001}, narrow]) == (
            None if wider == math.inf else wider
        )
