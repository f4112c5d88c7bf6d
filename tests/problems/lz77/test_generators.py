"""The generators give the same bytes everywhere, other bytes for another seed, and statistics that hold."""

import bz2
import lzma
import zlib
from collections.abc import Callable

import pytest

from judge.package import Family
from tests.problems.lz77.material import cases, data, package

FAMILIES = [family for family in package().families if not (family.bundle or family.function)]
SCORED = [family.name for family in package().scored_families]
SAMPLES = {
    "text_en": "text_en.txt",
    "text_zh": "text_zh.txt",
    "logs_json": "logs_json.jsonl",
    "csv_table": "csv_table.csv",
    "exe_like": "exe_like.bin",
    "dna": "dna.fasta",
    "random": "random_bytes.bin",
}
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "zlib": lambda content: zlib.compress(content, 6),
    "bz2": lambda content: bz2.compress(content, 9),
    "xz": lambda content: lzma.compress(content, preset=6),
}


def ratios(content: bytes) -> dict[str, float]:
    return {name: len(content) / len(pack(content)) for name, pack in PACKERS.items()}


@pytest.mark.parametrize("family", SAMPLES)
def test_the_samples_are_what_the_generators_give(family: str) -> None:
    shown = package().files[f"data/sample/{SAMPLES[family]}"]
    seed = b"sample"
    assert data(family, seed, len(shown)) == shown


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_the_size_is_the_one_asked_for(family: Family) -> None:
    assert len(data(family.name)) == family.bytes
    assert len(data(family.name, size=4_321)) == 4_321


@pytest.mark.parametrize("family", [*SCORED, "random", "longperiod", "edge_cases"])
def test_another_seed_gives_other_data(family: str) -> None:
    assert data(family) != data(family, b"another")


@pytest.mark.parametrize("family", SCORED)
def test_seeds_agree_in_difficulty(family: str) -> None:
    found = [len(zlib.compress(data(family, seed), 6)) for seed in (b"tests", b"another", b"third")]
    assert max(found) / min(found) <= 1.05


def test_xz_gains_on_code_what_zlib_cannot_see() -> None:
    found = ratios(data("exe_like"))
    assert 2 <= found["zlib"] <= 4.5
    assert found["xz"] > max(found["zlib"], found["bz2"])


def test_the_long_period_is_beyond_a_small_window() -> None:
    found = ratios(data("longperiod"))
    assert found["zlib"] < 1.01
    assert found["xz"] > 2


def test_the_edge_cases_are_some_forty_and_small() -> None:
    sizes = [len(case) for case in cases("edge_cases")]
    assert 38 <= len(sizes) <= 45
    assert sum(sizes) < 1_500_000
    assert {0, 1, 2, 3, 4, 65_535, 65_536, 65_537} <= set(sizes)
