"""The generators give the same bytes everywhere, other bytes for another seed, and statistics that hold."""

import ast
import bz2
import lzma
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from judge.package import Family
from tests.problems.lz77.material import SHIPPED, cases, data, package

FAMILIES = [family for family in package().families if not family.bundle]
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
# 1 MiB of real technical Chinese with the same three packers.
REAL_CHINESE = {"zlib": 2.73, "bz2": 3.89, "xz": 4.10}


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


@pytest.mark.parametrize("packer", PACKERS)
def test_english_packs_like_real_prose(packer: str) -> None:
    prose = lzma.decompress(package().files["data/pools/english.xz"])[: len(data("text_en"))]
    made, real = ratios(data("text_en"))[packer], ratios(prose)[packer]
    print(f"text_en {packer}: {made:.3f}, the novel itself {real:.3f}")
    assert made == pytest.approx(real, rel=0.15)


@pytest.mark.parametrize("packer", PACKERS)
def test_chinese_packs_like_real_text(packer: str) -> None:
    made = ratios(data("text_zh", size=1 << 20))[packer]
    print(f"text_zh, 1 MiB, {packer}: {made:.3f}, real text {REAL_CHINESE[packer]:.3f}")
    assert made == pytest.approx(REAL_CHINESE[packer], rel=0.30)


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


@pytest.mark.parametrize(
    "path", sorted((SHIPPED.root / "data/generators").glob("*.py")), ids=lambda path: path.stem
)
def test_a_generator_counts_in_integers_and_draws_raw_bits(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float))
        assert not isinstance(node, ast.Div)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) in ("draw", "self.draw"):
            assert node.attr in ("getrandbits", "randbytes")
