"""The search for a small failing input: inputs, shrinking, and whole searches in real sandboxes."""

from __future__ import annotations

import inspect
import random
from collections.abc import Callable
from itertools import islice
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge import smaller
from judge.smaller import Failure, find_failing_input
from judge.smaller_inputs import MOST_BYTES, edge_cases, mutations
from judge.smaller_shrink import OutOfTime, Shrinker, is_smaller
from tests.judge.conftest import Bench

STORES = "def compress(data):\n    return data\ndef decompress(blob):\n    return blob\n"


def with_body(compress: str = "return data", decompress: str = "return blob") -> str:
    return f"def compress(data):\n    {compress}\ndef decompress(blob):\n    {decompress}\n"


def shrunk(data: bytes, fails: Callable[[bytes], bool]) -> bytes:
    return Shrinker(data, fails, lambda: None).shrink()


@pytest.mark.parametrize(
    ("fails", "smallest"),
    [
        (lambda data: len(data) >= 3, bytes(3)),
        (lambda data: b"ab" in data, b"ab"),
        (lambda data: len(set(data)) >= 3, bytes([0, 1, 2])),
        (lambda data: data.count(b"x") >= 2 and len(data) > 4, b"\0\0\0xx"),
        (lambda data: True, b""),
    ],
)
def test_it_is_shrunk_to_the_smallest(fails: Callable[[bytes], bool], smallest: bytes) -> None:
    start = b"some xx text about abc, and xyz " * 3
    assert fails(start)
    assert shrunk(start, fails) == smallest


@given(st.binary(max_size=40), st.sets(st.integers(0, 255), min_size=1))
def test_what_is_shrunk_still_fails_and_is_not_larger(data: bytes, bad: set[int]) -> None:
    def fails(each: bytes) -> bool:
        return bool(bad & set(each))

    if fails(data):
        found = shrunk(data, fails)
        assert fails(found)
        assert len(found) == 1
        assert not is_smaller(data, found)


def test_time_that_is_over_leaves_the_best_so_far() -> None:
    tries = iter(range(3))

    def check_time() -> None:
        if next(tries, None) is None:
            raise OutOfTime

    found = Shrinker(b"abcdefgh", lambda data: b"g" in data, check_time).shrink()
    assert b"g" in found
    assert found != b"g"


def test_edge_cases_are_many_and_different_and_bounded() -> None:
    cases = edge_cases(random.Random(1))
    assert len(cases) == len(set(cases)) > 100
    assert {b"", b"\0", bytes(range(256)), bytes(65_537)} <= set(cases)
    assert max(map(len, cases)) <= MOST_BYTES


def test_mutations_are_repeatable() -> None:
    def some() -> list[bytes]:
        return list(islice(mutations([b"ab", b"12345"], random.Random(7)), 50))

    assert some() == some()
    assert len(set(some())) > 20


def test_an_exception_is_named_by_the_last_line() -> None:
    assert Failure("RTE", "compress", "Traceback\n  File\nzlib.error: bad").exception == "zlib.error"
    assert Failure("RTE", "compress", "Aborted at 0x7f, core dumped").exception == ""


def test_the_search_is_told_package_code_and_verdict_alone() -> None:
    told = list(inspect.signature(find_failing_input).parameters)
    assert told == ["package", "language", "source", "verdict", "stop"]


@pytest.fixture
def search(bench: Bench) -> Callable[..., dict[str, Any] | None]:
    def run(source: str, verdict: str, **options: Any) -> dict[str, Any] | None:
        return find_failing_input(bench.package, "python3", source.encode(), verdict, **options)

    return run


Search = Callable[..., "dict[str, Any] | None"]


def test_a_lost_zero_at_the_end_is_found(search: Search) -> None:
    found = search(with_body(decompress="return blob.rstrip(b'\\0')"), "WA")
    assert found
    assert (found["input_hex"], found["input_bytes"], found["got_hex"], found["got_bytes"]) == (
        "00",
        1,
        "",
        0,
    )
    assert (found["verdict"], found["direction"], found["error"]) == ("WA", "decompress", "")


def test_an_exception_is_found_with_its_text(search: Search) -> None:
    found = search(with_body(compress="return data[:data[0] - data[0]] + data"), "RTE")
    assert found
    assert (found["input_hex"], found["got_hex"], found["direction"]) == ("", None, "compress")
    assert "IndexError" in found["error"]


def test_shrinking_stays_with_the_exception_it_found(search: Search) -> None:
    """An empty input raises another one, which is smaller and not what was found first."""
    source = with_body(compress="return data if len(data) < 4 else {}[len(data)]")
    found = search(source, "RTE")
    assert found
    assert found["input_hex"] == "00000000"
    assert "KeyError" in found["error"]


def test_the_end_of_the_process_is_found(search: Search) -> None:
    found = search("import os\n" + with_body("os._exit(3) if b'q' in data else 0\n    return data"), "RTE")
    assert found
    assert found["input_hex"] == b"q".hex()


def test_a_length_of_sixteen_bits_is_found_out(search: Search) -> None:
    found = search(
        with_body(
            "return (len(data) % 65536).to_bytes(2, 'big') + data",
            "return blob[2:2 + int.from_bytes(blob[:2], 'big')]",
        ),
        "WA",
    )
    assert found
    assert (found["input_hex"], found["got_bytes"]) == ("00" * 65_536, 0)


def test_another_verdict_is_not_a_find(search: Search, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smaller, "WALL_SECONDS", 0.7)
    assert search(with_body(decompress="return blob.rstrip(b'\\0')"), "RTE") is None


@pytest.mark.parametrize("verdict", ["AC", "TLE", "MLE", "OLE", "SV", "CE", "JE"])
def test_after_other_verdicts_nothing_is_run(search: Search, verdict: str) -> None:
    assert search("not even Python", verdict) is None


def test_what_fails_only_after_other_inputs_is_not_shown(
    search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In fresh sandboxes, as the gate has them, it never fails."""
    monkeypatch.setattr(smaller, "WALL_SECONDS", 1.0)
    source = "calls = []\n" + with_body("calls.append(1)\n    return data if len(calls) < 5 else b''")
    assert search(source, "WA") is None


def test_the_search_ends_when_it_is_told_to(search: Search) -> None:
    asked = iter([False] * 5)
    assert search(STORES, "WA", stop=lambda: next(asked, True)) is None
    assert next(asked, "all used") == "all used"


def test_the_same_code_gives_the_same_input(search: Search) -> None:
    source = with_body(decompress="return blob.replace(b'th', b'ht')")
    first, second = search(source, "WA"), search(source, "WA")
    assert first
    assert second
    assert first["input_hex"] == second["input_hex"] == b"th".hex()
