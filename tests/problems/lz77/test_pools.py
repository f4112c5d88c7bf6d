"""The text pools are large enough."""

import lzma

import pytest

from tests.problems.lz77.material import package

POOLS = {"english.xz": "text_en", "chinese.xz": "text_zh"}


@pytest.mark.parametrize("pool", POOLS)
def test_a_pool_is_four_times_its_data_set(pool: str) -> None:
    content = lzma.decompress(package().files[f"data/pools/{pool}"])
    assert len(content) >= 4 * package().family(POOLS[pool]).bytes
