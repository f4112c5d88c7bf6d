"""Data and pools are those of the LZ77 package, byte for byte, and cases come out the same everywhere."""

import hashlib

import pytest

from tests.problems.hash_table.material import data, package
from tests.problems.shipped import Shipped

COPIED = [
    name
    for name in package().files
    if name.startswith(("data/generators/", "data/pools/")) and not name.endswith("table_case.py")
]


@pytest.mark.parametrize("name", COPIED)
def test_what_is_shared_is_the_same(name: str) -> None:
    assert package().files[name] == Shipped("lz77").package().files[name]


def test_a_case_is_the_same_on_every_machine() -> None:
    assert len(data("analysis")) == package().family("analysis").bytes
    assert data("analysis", b"sample", 16_384) == package().files["data/sample/analysis.case"]


@pytest.mark.parametrize("size", [1, 2, 100, 999, 5_000])
def test_cases_have_the_size_that_is_asked_for(size: int) -> None:
    assert len(data("analysis", size=size)) == size
    assert 10 <= data("analysis", size=size)[0] <= 14


def test_a_golden_case() -> None:
    assert hashlib.sha256(data("analysis")).hexdigest()[:16] == "0dbf50a9dd6da224"
