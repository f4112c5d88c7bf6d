"""Trials: samples and own input, with everything shown."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge import trial
from judge.codec import Codec
from judge.trial import first_difference
from tests.judge.conftest import Bench

REVERSES = "def compress(data):\n    return data\ndef decompress(blob):\n    return blob[::-1]\n"
PRINTS = (
    "import sys\n"
    "def compress(data):\n    print('packing', len(data))\n    return data\n"
    "def decompress(blob):\n    print('unpacking', file=sys.stderr)\n    return blob\n"
)


def test_samples_and_own_input_are_tried(bench: Bench) -> None:
    report = bench.run(PRINTS, kind="trial", own_input=b"my own")
    assert report["verdict"] == "AC"
    assert [case["name"] for case in report["cases"]] == ["own_input", "cat.txt", "counting.bin", "empty.bin"]
    assert report["cases"][0]["original_bytes"] == report["cases"][0]["compressed_bytes"] == 6
    assert report["cases"][3]["ratio"] is None


def test_what_the_code_prints_is_shown(bench: Bench) -> None:
    report = bench.run(PRINTS, kind="trial")
    assert report["stdout"].startswith("packing 47\n")
    assert report["stderr"].startswith("unpacking\n")


def test_the_first_difference_is_shown(bench: Bench) -> None:
    case = bench.run(REVERSES, kind="trial", own_input=b"aabc")["cases"][0]
    assert case["verdict"] == "WA"
    assert case["first_difference"] == {"offset": 0, "expected_hex": b"aabc".hex(), "got_hex": b"cbaa".hex()}


def test_an_exception_is_shown_with_its_line(bench: Bench) -> None:
    case = bench.run(REVERSES.replace("blob[::-1]", "blob[999_999_999]"), kind="trial")["cases"][0]
    assert case["verdict"] == "RTE"
    assert "line 4, in decompress" in case["error"]
    assert "IndexError" in case["error"]


def test_a_file_that_cannot_be_loaded_says_why(bench: Bench) -> None:
    report = bench.run("def compress(data):\n    return (\n", kind="trial")
    assert (report["verdict"], report["cases"]) == ("CE", [])
    assert "line 2" in report["message"]


def test_inputs_that_there_is_no_time_left_for_say_so(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "MOST_WALL_SECONDS", 0.5)
    report = bench.run(
        "import time\n" + REVERSES.replace("(data):", "(data):\n    time.sleep(0.6)"), kind="trial"
    )
    assert {case["verdict"] for case in report["cases"]} == {"TLE"}
    assert "not run" in report["cases"][-1]["error"]


def test_no_difference_between_equal_bytes() -> None:
    assert first_difference(b"same", b"same") is None


@pytest.mark.parametrize(("got", "offset", "rest"), [(b"abcd", 3, b"d"), (b"ab", 2, b""), (b"", 0, b"")])
def test_a_missing_or_a_longer_end_is_a_difference(got: bytes, offset: int, rest: bytes) -> None:
    found = first_difference(b"abc", got)
    assert found
    assert (found.offset, bytes.fromhex(found.got_hex)) == (offset, rest)


@given(st.binary(max_size=60), st.binary(max_size=60))
def test_everything_before_the_first_difference_is_equal(expected: bytes, got: bytes) -> None:
    found = first_difference(expected, got)
    if found:
        assert expected[: found.offset] == got[: found.offset]
        assert expected[found.offset : found.offset + 1] != got[found.offset : found.offset + 1]


def test_after_an_endless_loop_the_other_inputs_are_not_tried(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "CPU_SECONDS", 0.3)
    report = bench.run(REVERSES.replace("(data):", "(data):\n    while data: pass"), kind="trial")
    assert [case["verdict"] for case in report["cases"]].count("TLE") == 1
    assert report["cases"][-1]["verdict"] == "TLE"
    assert "not tried" in report["cases"][-1]["error"]


@pytest.fixture
def slow_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if plain Python took as long to start as a virtual machine."""

    def of(*args: Any, **options: Any) -> Codec:
        codec = Codec.of(*args, **options)
        return replace(codec, runtime=replace(codec.runtime, slow_start=True))

    monkeypatch.setattr(trial, "Codec", SimpleNamespace(of=of))


@pytest.mark.usefixtures("slow_starts")
def test_what_starts_slowly_is_started_once_for_each_direction(bench: Bench) -> None:
    report = bench.run("print('started')\n" + PRINTS, kind="trial")
    assert (report["verdict"], len(report["cases"])) == ("AC", 3)
    assert report["stdout"].count("started") == 2


@pytest.mark.usefixtures("slow_starts")
def test_after_a_failure_it_is_started_anew(bench: Bench) -> None:
    fails = "print('started')\n" + REVERSES.replace("blob[::-1]", "blob[999_999_999]")
    report = bench.run(fails, kind="trial")
    assert {case["verdict"] for case in report["cases"]} == {"RTE"}
    assert report["stdout"].count("started") == 1 + len(report["cases"])
