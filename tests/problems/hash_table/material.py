"""The hash-table package as tests need it: its files, its data, its cases."""

import importlib.util
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

from judge.package import Package, read_folder

ROOT = Path(__file__).resolve().parents[3] / "problems" / "packages" / "hash-table"


@cache
def package() -> Package:
    return read_folder(ROOT)


@cache
def load(path: str) -> ModuleType:
    """A Python file of the package as a module."""
    spec = importlib.util.spec_from_file_location(f"hash_table_{Path(path).stem}", ROOT / path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def data(family: str, seed: bytes = b"tests", size: int | None = None) -> bytes:
    """A family's data as problem.yaml describes it; `size` in bytes where another one will do."""
    described = package().family(family)
    pool = [package().files[f"data/pools/{described.pool}"]] if described.pool else []
    generator = load(f"data/generators/{described.generator}")
    made: bytes = generator.generate(seed, described.bytes if size is None else size, *pool)
    return made


def cases(bundle: bytes) -> Iterator[bytes]:
    """The cases of a bundle: each is 4 bytes of length, then its bytes."""
    start = 0
    while start < len(bundle):
        size = int.from_bytes(bundle[start : start + 4], "big")
        yield bundle[start + 4 : start + 4 + size]
        start += 4 + size
    assert start == len(bundle)
