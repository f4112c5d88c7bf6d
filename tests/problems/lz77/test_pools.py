"""The text pools are large enough, frozen, and come with their licences."""

import hashlib
import lzma

import pytest

from tests.problems.lz77.material import package, text

POOLS = {"english.xz": "text_en", "chinese.xz": "text_zh"}


@pytest.mark.parametrize("pool", POOLS)
def test_a_pool_is_four_times_its_data_set(pool: str) -> None:
    content = lzma.decompress(package().files[f"data/pools/{pool}"])
    assert len(content) >= 4 * package().family(POOLS[pool]).bytes


@pytest.mark.parametrize("pool", POOLS)
def test_the_licences_name_the_very_bytes(pool: str) -> None:
    packed = package().files[f"data/pools/{pool}"]
    section = text("data/pools/LICENSES.md").split(f"## {pool}")[1].split("\n## ")[0]
    for content in (packed, lzma.decompress(packed)):
        assert f"{len(content):,} bytes, SHA-256 `{hashlib.sha256(content).hexdigest()}`" in section


def test_every_pool_has_a_licence() -> None:
    shipped = {name.split("/")[-1] for name in package().files if name.startswith("data/pools/")}
    assert shipped == {*POOLS, "LICENSES.md"}
