"""What a package's pools are, where they come from and what allows to ship them stands beside them."""

from __future__ import annotations

import hashlib
import lzma

import pytest

from tests.problems.shipped import SLUGS, Shipped

POOLS = [
    (slug, name.removeprefix("data/pools/"))
    for slug in SLUGS
    for name in Shipped(slug).package().files
    if name.startswith("data/pools/") and not name.endswith("LICENSES.md")
]
PACKED = [(slug, name) for slug, name in POOLS if name.endswith(".xz")]


def licences(slug: str) -> str:
    return Shipped(slug).text("data/pools/LICENSES.md")


@pytest.mark.parametrize("slug", sorted({slug for slug, _ in POOLS}))
def test_pools_come_with_a_licence(slug: str) -> None:
    assert "licence" in licences(slug).lower()


@pytest.mark.parametrize(("slug", "name"), PACKED)
def test_foreign_text_has_work_licence_source_and_the_very_digests(slug: str, name: str) -> None:
    section = licences(slug).split(f"## {name}")[1].split("\n## ")[0]
    assert {"| Work |", "| Licence |", "| Source |"} <= {
        line[: line.find("|", 2) + 1] for line in section.splitlines()
    }
    packed = Shipped(slug).package().files[f"data/pools/{name}"]
    for content in (packed, lzma.decompress(packed)):
        assert f"{len(content):,} bytes, SHA-256 `{hashlib.sha256(content).hexdigest()}`" in section


@pytest.mark.parametrize(("slug", "name"), POOLS)
def test_a_pool_is_drawn_from(slug: str, name: str) -> None:
    assert name in {family.pool for family in Shipped(slug).package().families}
