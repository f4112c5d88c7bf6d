"""The hash-table reference gives back what it got, and is at least as small as lz4."""

from contextlib import suppress
from random import Random

import lz4.block
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judge.scoring import expansion_limit
from tests.problems.hash_table.material import cases, data, load, package

reference = load("submissions/accepted/reference.py")
interview = load("submissions/accepted/interview.py")
SCORED = [family.name for family in package().scored_families if not family.function]

# Repetitions at any distance: pieces out of a small stock, some of them cut or repeated.
repetitive = st.lists(
    st.sampled_from([b"abc", b"abcd" * 9, b"\0" * 300, bytes(range(256)), b"\xff", b"xyzzy"]), max_size=60
).map(b"".join)


@given(st.binary(max_size=3_000) | repetitive)
def test_any_bytes_come_back(content: bytes) -> None:
    assert reference.decompress(reference.compress(content)) == content


@given(st.integers(1, 400), st.integers(0, 5_000), st.randoms(use_true_random=False))
def test_periods_come_back(period: int, size: int, draw: Random) -> None:
    content = (draw.randbytes(period) * (size // period + 1))[:size]
    assert reference.decompress(reference.compress(content)) == content


@settings(max_examples=60)
@given(repetitive.filter(bool), st.data())
def test_a_damaged_blob_gives_an_error_or_other_bytes(content: bytes, choice: st.DataObject) -> None:
    blob = bytearray(reference.compress(content))
    blob[choice.draw(st.integers(0, len(blob) - 1))] ^= 1 << choice.draw(st.integers(0, 7))
    with suppress(ValueError):
        assert isinstance(reference.decompress(bytes(blob)), bytes)


@pytest.mark.parametrize("codec", [reference, interview], ids=["reference", "interview"])
def test_every_edge_case_comes_back_within_the_limit(codec) -> None:
    for case in cases("edge_cases"):
        blob = codec.compress(case)
        assert codec.decompress(blob) == case
        assert len(blob) <= expansion_limit(len(case))


@pytest.mark.parametrize("family", SCORED)
def test_it_is_smaller_than_lz4(family: str) -> None:
    blob = reference.compress(data(family))
    assert reference.decompress(blob) == data(family)
    assert len(blob) <= len(lz4.block.compress(data(family), store_size=False))
    assert len(data(family)) / len(blob) >= 1.2  # what a scored family must reach


def test_random_bytes_hardly_grow() -> None:
    assert len(data("random")) / len(reference.compress(data("random"))) >= 0.995


def test_a_slot_depends_on_the_bytes_of_its_key_alone() -> None:
    draw = Random(1)
    key = draw.randbytes(5)
    found = {reference.slots_of(draw.randbytes(at) + key + draw.randbytes(9))[at] for at in range(20)}
    assert len(found) == 1
