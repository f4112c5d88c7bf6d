"""Packers find generated data as hard as real data of the same kind and size.

What is real stands in counterparts.yaml; a family is compared with the largest counterparts that are no larger.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from config.bootstrap.places import ROOT
from judge.package import Family
from tests.problems.realism.measure import PACKERS, piece, ratios, table
from tests.problems.realism.recipes import RECIPES
from tests.problems.shipped import SLUGS, Shipped

WITHIN = 0.15
ROWS: dict[str, dict[str, Any]] = table()["counterparts"]


def generated() -> dict[str, tuple[str, Family]]:
    """A package and a family for each generator, pool and size of codec data; packages share many."""
    found = {}
    for slug in SLUGS:
        files = Shipped(slug).package().files
        for family in Shipped(slug).package().families:
            if family.function and not family.curve:
                continue
            source = hashlib.sha256(files[f"data/generators/{family.generator}"]).hexdigest()
            found.setdefault(f"{source} {family.pool} {family.bytes}", (slug, family))
    return {f"{slug}-{family.name}": (slug, family) for slug, family in found.values()}


FAMILIES = generated()


def stem(family: Family) -> str:
    return Path(family.generator).stem


def counterparts(family: Family) -> list[str]:
    """The largest that are no larger than the family's data."""
    fitting = {
        name: row["bytes"]
        for name, row in ROWS.items()
        if stem(family) in row["of"] and row["bytes"] <= family.bytes - family.header_bytes
    }
    return [name for name, size in fitting.items() if size == max(fitting.values())]


@cache
def measured(slug: str, family: str, header: int, size: int) -> dict[str, float]:
    return ratios(Shipped(slug).data(family, size=header + size)[header:])


PAIRS = [(slug, family, row) for slug, family in FAMILIES.values() for row in counterparts(family)]


@pytest.mark.parametrize(
    ("slug", "family", "row"), PAIRS, ids=[f"{slug}-{family.name}-{row}" for slug, family, row in PAIRS]
)
def test_generated_data_pack_like_real_ones(slug: str, family: Family, row: str) -> None:
    found = measured(slug, family.name, family.header_bytes, ROWS[row]["bytes"])
    real = ROWS[row]["ratios"]
    within = ROWS[row].get("within", WITHIN)
    for packer in PACKERS:
        print(f"{family.name} {packer}: {found[packer]:.3f}, {row} {real[packer]:.3f}")
    assert found == pytest.approx(real, rel=within)


@pytest.mark.parametrize("name", FAMILIES)
def test_a_generator_has_a_counterpart_or_a_reason(name: str) -> None:
    _, family = FAMILIES[name]
    assert bool(counterparts(family)) != (stem(family) in table()["made_up"])


@pytest.mark.parametrize("name", ROWS)
def test_a_row_says_where_its_bytes_are_from(name: str) -> None:
    row = ROWS[name]
    assert row["recipe"] in RECIPES
    assert row["source"]
    assert row["licence"]
    assert len(row["sha256"]) == 64


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row.get("shipped")])
def test_what_is_shipped_measures_as_the_table_says(name: str) -> None:
    row = ROWS[name]
    content = piece(row, ROOT / row["source"])
    assert hashlib.sha256(content).hexdigest() == row["sha256"]
    assert len(content) / len(PACKERS["zlib"](content)) == pytest.approx(row["ratios"]["zlib"], rel=0.01)
