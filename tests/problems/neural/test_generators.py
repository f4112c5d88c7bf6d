"""The generators give the same bytes everywhere, and data that pack like what they stand for."""

import zlib

import pytest

from tests.problems.neural.material import data, package
from tests.problems.shipped import PACKAGES

SAMPLES = {
    "text_en": "text_en.txt",
    "text_zh": "text_zh.txt",
    "code": "code.py.txt",
    "dna": "dna.fasta",
    "weights_bf16": "weights_bf16.bin",
}


@pytest.mark.parametrize("family", SAMPLES)
def test_the_samples_are_what_the_generators_give(family: str) -> None:
    shown = package().files[f"data/sample/{SAMPLES[family]}"]
    assert data(family, b"sample", len(shown)) == shown


@pytest.mark.parametrize("family", ["code", "weights_bf16"])
def test_seeds_agree_in_difficulty(family: str) -> None:
    found = [len(zlib.compress(data(family, seed), 6)) for seed in (b"tests", b"another")]
    assert max(found) / min(found) <= 1.05


@pytest.mark.parametrize("name", ["text_en", "text_zh", "dna"])
def test_shared_generators_are_the_same_files(name: str) -> None:
    path = f"data/generators/{name}.py"
    assert package().files[path] == (PACKAGES / "lz77" / path).read_bytes()
