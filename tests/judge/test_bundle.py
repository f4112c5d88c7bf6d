"""Bundles: several cases in one file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge.bundle import cases_of, pack
from judge.errors import PackageError
from judge.package import Family

BUNDLE = Family("edges", {"en": "Edges"}, "edges.py", "", 0, scored=False, bundle=True)
SINGLE = Family("text", {"en": "Text"}, "text.py", "", 4096, scored=True, bundle=False)


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_what_is_packed_comes_out(cases: list[bytes]) -> None:
    assert cases_of(BUNDLE, pack(cases)) == tuple(cases)


def test_data_without_a_bundle_are_one_case() -> None:
    assert cases_of(SINGLE, b"\0\0\0\1a") == (b"\0\0\0\1a",)


@pytest.mark.parametrize("broken", [b"\0", b"\0\0\0\2a", b"\xff\xff\xff\xff", pack([b"a"]) + b"\0\0"])
def test_a_broken_bundle_names_its_generator(broken: bytes) -> None:
    with pytest.raises(PackageError, match=r"edges\.py.*runs over the end"):
        cases_of(BUNDLE, broken)


def test_a_bundle_has_a_limited_number_of_cases() -> None:
    with pytest.raises(PackageError, match="at most 1000"):
        cases_of(BUNDLE, pack([b""] * 1001))
