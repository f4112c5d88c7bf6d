"""The checker of ratio: right reports are worth all, each mistake costs its fields, and no other."""

import bz2
import lzma
import zlib
from math import log2
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.problems.ratio.material import GREEDY, SIZES, answer, case, load, mark

reference = load("submissions/accepted/reference.py")
checker = load("data/checkers/report.py")
FIELDS = 15


@pytest.mark.parametrize("family", SIZES)
@pytest.mark.parametrize("submission", ["reference", "interview"])
def test_right_reports_are_worth_everything(submission: str, family: str) -> None:
    assert mark(f"accepted/{submission}", case(family))["quality"] == pytest.approx(1)


@pytest.mark.parametrize(
    ("submission", "fields"),
    [
        ("averages_ratios", {"total.ratio"}),
        ("percent", {"saving", "total.saving"}),
        ("pools_entropies", {"total.H0", "total.H1", "total.H2"}),
        ("crosses_file_borders", {"H1", "H2", "total.H1", "total.H2"}),
        ("blocks_not_conditional", {"H1", "H2", "total.H1", "total.H2"}),
    ],
)
def test_each_mistake_costs_its_fields(submission: str, fields: set[str]) -> None:
    data = case("tiny_files")
    found = checker.misses(answer(f"half_right/{submission}", data), checker.truth(data))
    assert {text.partition(":")[0].split("].")[-1] for _, text in found} == fields
    assert mark(f"half_right/{submission}", data)["quality"] == pytest.approx(1 - len(fields) / FIELDS)


@pytest.mark.parametrize(
    "submission", ["one_stream", "no_empty_header", "raw_deflate", "by_name", "empty_answer"]
)
def test_wrong_sizes_are_worth_nothing(submission: str) -> None:
    marked = mark(f"wrong_answer/{submission}", case("tiny_files"))
    assert marked["quality"] == 0
    assert "expected" in marked["why"]


def test_on_empty_files_all_must_be_right() -> None:
    assert mark("wrong_answer/zero_for_nothing", case("empty_files"))["quality"] == 0
    assert 0 < mark("wrong_answer/zero_for_nothing", case("tiny_files"))["quality"] < 1


def test_memory_counts_on_the_large_stream_alone() -> None:
    large, other = (
        mark("accepted/reference", case(family), GREEDY) for family in ("large_stream", "mixed_files")
    )
    assert large["parts"] == {"fields": 1.0, "memory": pytest.approx(112 / 256)}
    assert large["quality"] == pytest.approx(0.6 + 0.4 * 112 / 256)
    assert other["quality"] == 1
    assert large["figures"]["streamed_bytes"] > 24 * 40_000


def test_chunks_of_any_size_give_the_same_report() -> None:
    data = b"".join(text for _, (text,) in _whole("mixed_files"))
    codecs = list(reference.COMPRESSORS)
    reports = [
        reference.measure((data[at : at + size] for at in range(0, len(data), size)), codecs)
        for size in (7, 4096, len(data))
    ]
    assert reports[0] == reports[1] == reports[2]
    whole = (
        zlib.compress(data, 6),
        zlib.compress(data, 9),
        bz2.compress(data, 9),
        lzma.compress(data, preset=6),
    )
    assert list(reports[0]["compressed"].values()) == [len(blob) for blob in whole]


def _whole(family: str) -> Any:
    described, start = checker.described(case(family))
    for name, pieces, _ in described["files"]:
        yield name, [b"".join(case(family)[start + at : start + at + size] for at, size in pieces)]


def by_definition(data: bytes, order: int) -> float | None:
    """H_k as the statement says it, place by place."""
    size = len(data) - order
    if size <= 0:
        return None
    windows = [data[at : at + order + 1] for at in range(size)]
    contexts = [window[:-1] for window in windows]
    return sum(log2(contexts.count(window[:-1]) / windows.count(window)) for window in windows) / size


@settings(max_examples=60, deadline=None)
@given(st.lists(st.binary(max_size=40) | st.text("ab", max_size=40).map(str.encode), max_size=4))
def test_entropies_are_those_of_the_definition(parts: list[bytes]) -> None:
    data = b"".join(parts)
    found = reference.measure(iter(parts), [])
    for order in range(3):
        expected = by_definition(data, order)
        for value in (found[f"H{order}"], checker.entropy(parts, order)):
            assert value == (expected if expected is None else pytest.approx(expected, abs=1e-9))


def test_the_table_counts_as_the_dictionary_does(monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = [text for _, (text,) in _whole("mixed_files")][:4]
    usual = reference.measure(iter(blocks), [])
    monkeypatch.setattr(reference, "DICTIONARY_LIMIT", 100)
    monkeypatch.setattr(reference, "BLOCK", 1000)
    found = reference.measure(iter(blocks), [])
    assert all(found[name] == pytest.approx(usual[name]) for name in ("H0", "H1", "H2"))


@pytest.mark.parametrize("family", SIZES)
def test_a_seed_gives_one_case(family: str) -> None:
    generator = load(f"data/generators/{family}.py")
    assert generator.generate(b"tests", SIZES[family]) == case(family)
    if family != "empty_files":
        assert generator.generate(b"other", SIZES[family]) != case(family)
