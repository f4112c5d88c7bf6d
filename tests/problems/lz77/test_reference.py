"""The LZ77 reference gives back what it got, and is as small as the package promises."""

import zlib
from contextlib import suppress
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judge.scoring import expansion_limit
from tests.problems.lz77.material import cases, data, load, package

reference = load("submissions/accepted/reference.py")
SCORED = [family.name for family in package().scored_families]
MORE_THAN_ZLIB = {"text_en": 1.02, "text_zh": 1.02, "logs_json": 1.02}

# Repetitions at any distance: pieces out of a small stock, some of them cut or repeated.
repetitive = st.lists(
    st.sampled_from([b"abc", b"abcd" * 9, b"\0" * 300, bytes(range(256)), b"\xff", b"xyzzy"]), max_size=60
).map(b"".join)


@given(st.binary(max_size=3_000))
def test_any_bytes_come_back(content: bytes) -> None:
    assert reference.decompress(reference.compress(content)) == content


@given(repetitive)
def test_repetitions_come_back(content: bytes) -> None:
    assert reference.decompress(reference.compress(content)) == content


@given(st.integers(1, 400), st.integers(0, 5_000), st.randoms(use_true_random=False))
def test_periods_come_back(period: int, size: int, draw: Random) -> None:
    content = (draw.randbytes(period) * (size // period + 1))[:size]
    assert reference.decompress(reference.compress(content)) == content


@given(st.binary(max_size=2_000))
def test_no_blob_is_longer_than_the_rules_allow(content: bytes) -> None:
    assert len(reference.compress(content)) <= expansion_limit(len(content))


@settings(max_examples=60)
@given(repetitive.filter(bool), st.data())
def test_a_damaged_blob_gives_an_error_or_other_bytes(content: bytes, choice: st.DataObject) -> None:
    blob = bytearray(reference.compress(content))
    blob[choice.draw(st.integers(0, len(blob) - 1))] ^= 1 << choice.draw(st.integers(0, 7))
    with suppress(ValueError, IndexError, KeyError):
        assert isinstance(reference.decompress(bytes(blob)), bytes)


def test_every_edge_case_comes_back_within_the_limit() -> None:
    for case in cases("edge_cases"):
        blob = reference.compress(case)
        assert reference.decompress(blob) == case
        assert len(blob) <= expansion_limit(len(case))


@pytest.mark.parametrize("family", SCORED)
def test_it_is_smaller_than_zlib(family: str) -> None:
    blob = reference.compress(data(family))
    assert reference.decompress(blob) == data(family)
    assert len(zlib.compress(data(family), 6)) / len(blob) >= MORE_THAN_ZLIB.get(family, 1.0)
    assert len(data(family)) / len(blob) >= 1.2  # what a scored family must reach


def test_its_window_reaches_over_the_long_period() -> None:
    blob = reference.compress(data("longperiod"))
    assert reference.decompress(blob) == data("longperiod")
    assert len(data("longperiod")) / len(blob) > 2


def test_random_bytes_hardly_grow() -> None:
    assert len(reference.compress(data("random"))) <= len(data("random")) + 8
