"""The speed stage: slices that stand for whole inputs, and whole inputs where they do not."""

import math
import random
from dataclasses import replace
from typing import Any

import pytest

from judge.estimate import Pair
from judge.gate import CpuLimits, RoundTrip, WholePair
from judge.honesty import gains_on_slices, ratio_is_honest, speed_is_honest
from judge.measured import Measured
from judge.package import Weights
from judge.slices import Slices, slice_size
from judge.twins import CANDIDATE, REFERENCE, Batch, Track, _calls_needed
from tests.judge.conftest import Bench

DATA = bytes(100_000)
LIMITS = CpuLimits(2, 2)
WEIGHTS = Weights(0.6, 0.2, 0.2)

STORES_SLICES = """
import zlib
def compress(data):
    return b"S" + data if len(data) <= 32768 else b"P" + zlib.compress(data, 6)
def decompress(blob):
    return blob[1:] if blob[:1] == b"S" else zlib.decompress(blob[1:])
"""
COUNTS_CALLS = """
import zlib
calls = [0]
def compress(data):
    calls[0] += 1
    return b"P" + zlib.compress(data, 6) if calls[0] == 1 else b"S" + data
def decompress(blob):
    return blob[1:] if blob[:1] == b"S" else zlib.decompress(blob[1:])
"""
WRONG_WHEN_WARM = """
import zlib
calls = [0]
def compress(data):
    return zlib.compress(data, 6)
def decompress(blob):
    calls[0] += 1
    return zlib.decompress(blob) if calls[0] < 3 else b""
"""


def trip(blob_bytes: int, compress: float, decompress: float) -> RoundTrip:
    return RoundTrip(bytes(blob_bytes), compress, decompress, 0)


def measured(slice_blob: int, whole_blob: int, slice_cost: float = 1.0, whole_cost: float = 1.0) -> Measured:
    """A family on which the reference halves everything and takes 1 s, a tenth of it for a slice."""
    track = Track(Slices(DATA, 10_000, random.Random(0)), LIMITS, random.Random(0))
    track.compress = track.decompress = [Pair(0.1 * slice_cost, 0.1)] * 6
    track.original_bytes, track.blob_bytes = 10_000, {CANDIDATE: slice_blob, REFERENCE: 5_000}
    pair = WholePair(trip(whole_blob, whole_cost, whole_cost), trip(50_000, 1.0, 1.0))
    return Measured("text", DATA, LIMITS, [pair], 0.0, 50_000, track)


def test_slices_that_pack_as_well_as_the_whole_are_honest() -> None:
    assert ratio_is_honest(measured(slice_blob=5_000, whole_blob=50_000))


def test_slices_that_pack_worse_are_not() -> None:
    assert not ratio_is_honest(measured(slice_blob=6_000, whole_blob=50_000))


def test_slices_may_pack_better_than_the_whole() -> None:
    assert ratio_is_honest(measured(slice_blob=4_000, whole_blob=50_000))


@pytest.mark.parametrize(("whole_cost", "honest"), [(1.1, True), (1.2, False), (0.8, False)])
def test_speed_on_slices_agrees_with_whole_inputs_within_15_percent(whole_cost: float, honest: bool) -> None:
    assert speed_is_honest(measured(5_000, 50_000, whole_cost=whole_cost)) is honest


def test_code_that_is_faster_on_slices_everywhere_is_found_by_all_families_together() -> None:
    faster = [measured(5_000, 50_000, whole_cost=cost) for cost in (1.02, 1.08, 1.11)]
    as_fast = [measured(5_000, 50_000, whole_cost=cost) for cost in (0.88, 1.02, 1.11)]
    assert (gains_on_slices(faster), gains_on_slices(as_fast), gains_on_slices([])) == (True, False, False)


def test_what_carrying_data_costs_is_taken_off_on_whole_inputs_too() -> None:
    reference = replace(trip(50_000, 0.003, 0.002), no_op=0.001)
    pair = WholePair(trip(50_000, 0.002, 0.001), reference)
    assert pair.compress == Pair(pytest.approx(0.001), pytest.approx(0.002))
    assert pair.decompress == Pair(pytest.approx(0.0001), pytest.approx(0.001))


def test_without_slices_the_largest_timed_blob_counts() -> None:
    family = measured(5_000, 50_000)
    family.whole.append(WholePair(trip(60_000, 1, 1), trip(50_000, 1, 1)))
    assert replace(family, track=None).blob_bytes == 60_000


def test_a_wider_speed_interval_makes_a_wider_score_interval() -> None:
    steady, shaky = measured(5_000, 50_000), measured(5_000, 50_000)
    assert shaky.track
    shaky.track.compress = [Pair(0.1 * factor, 0.1) for factor in (0.8, 0.9, 1, 1, 1.1, 1.2)]
    assert steady.score_half_width(WEIGHTS) == pytest.approx(0)
    assert shaky.score_half_width(WEIGHTS) > 0.005


def test_slices_are_fresh_until_there_are_none_left() -> None:
    slices = Slices(bytes(range(200)), 100, random.Random(0)).cut(101)
    assert len(set(slices)) == 101
    assert {len(piece) for piece in slices} == {100}


@pytest.mark.parametrize(("whole_cpu", "size"), [(0.5, 32_768), (7.9, 32_768), (9.0, 16_384), (16.5, None)])
def test_slices_shrink_to_calls_of_a_second(whole_cpu: float, size: int | None) -> None:
    assert slice_size(262_144, 32_768, whole_cpu) == size


def test_a_short_input_is_cut_in_halves() -> None:
    assert slice_size(40_000, 32_768, 0.01) == 20_000


@pytest.mark.parametrize(
    ("compress_cpu", "decompress_cpu", "calls"),
    [(0.1, 0.005, 1), (0.001, 0.0001, 20), (0.0001, 0.0001, 20), (0.1, 0.0001, 3), (1e-7, 1e-7, 256)],
)
def test_calls_repeat_until_each_side_has_2_ms(
    compress_cpu: float, decompress_cpu: float, calls: int
) -> None:
    assert _calls_needed(compress_cpu, decompress_cpu) == calls


def test_the_cost_of_carrying_data_is_taken_off_and_never_all() -> None:
    batch = Batch([b"", b""], cpu=0.004)
    assert batch.net(0.0005) == pytest.approx(0.0015)
    assert batch.net(0.01) == pytest.approx(0.0002)


@pytest.mark.parametrize("source", [STORES_SLICES, COUNTS_CALLS])
def test_looking_fast_on_slices_alone_does_not_pay(bench: Bench, source: str) -> None:
    report = bench.run(source)
    for family in ("logs", "numbers"):
        row = bench.row(report, family)
        assert (row["verdict"], row["compress"]["method"], row["decompress"]["method"]) == (
            "AC",
            "whole",
            "whole",
        )


def test_every_timed_answer_must_be_right(bench: Bench) -> None:
    report = bench.run(WRONG_WHEN_WARM)
    assert (report["verdict"], report["score"]) == ("WA", 0.0)


def test_a_family_that_measuring_never_came_to_scores_nothing() -> None:
    family = measured(5_000, 50_000)
    family.track.compress = family.track.decompress = []
    assert family.own_score(WEIGHTS) == 0.0


def test_failing_only_when_timed_fails_the_family(bench: Bench) -> None:
    report = bench.run(COUNTS_CALLS.replace('else b"S" + data', "else 1 / 0"))
    assert report["verdict"] == "RTE"
    assert bench.row(report, "logs")["score"] == 0.0


def test_a_report_has_every_figure_of_a_scored_family(bench: Bench, reference_report: dict[str, Any]) -> None:
    row = bench.row(reference_report, "logs")
    for direction in ("compress", "decompress"):
        figures = row[direction]
        assert figures["low"] <= figures["speed_ratio"] <= figures["high"]
        assert figures["pairs"] >= 3
        assert figures["mb_per_s"] == pytest.approx(row["original_bytes"] / 1e6 / figures["cpu_s"])
    assert all(math.isfinite(value) for value in (row["score"], row["ratio"]))
