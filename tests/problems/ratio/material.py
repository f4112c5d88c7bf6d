"""The ratio package as tests need it: its files, its cases, and the files that a case describes."""

import importlib.util
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from judge.package import Package, read_folder

ROOT = Path(__file__).resolve().parents[3] / "problems" / "packages" / "ratio"
# Small: what is counted is the same in small files, and pieces still come up again.
SIZES = {
    "mixed_files": 1 << 17,
    "many_small": 60_000,
    "tiny_files": 0,
    "large_stream": 40_000,
    "empty_files": 0,
}
THRIFTY, GREEDY = 100 << 20, 400 << 20


@cache
def package() -> Package:
    return read_folder(ROOT)


@cache
def load(path: str) -> ModuleType:
    """A Python file of the package as a module."""
    spec = importlib.util.spec_from_file_location(f"ratio_{Path(path).stem}", ROOT / path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def case(family: str, seed: bytes = b"tests") -> bytes:
    made: bytes = load(f"data/generators/{family}.py").generate(seed, SIZES[family])
    return made


def files(data: bytes) -> Iterator[tuple[str, Iterator[bytes]]]:
    """The files of a case, in the chunks that it asks for."""
    (described, _) = load("data/checkers/report.py").arguments(data)
    for name, pieces, chunk in described["files"]:
        whole = b"".join(data[at : at + size] for at, size in pieces)
        yield name, iter([whole[at : at + chunk] for at in range(0, len(whole), chunk)])


def answer(submission: str, data: bytes) -> dict[str, Any]:
    codecs = load("data/checkers/report.py").arguments(data)[1]
    value: dict[str, Any] = load(f"submissions/{submission}.py").analyze(files(data), codecs)
    return value


def mark(submission: str, data: bytes, peak: int = THRIFTY) -> dict[str, Any]:
    told = {"peak_memory_bytes": peak}
    value: dict[str, Any] = load("data/checkers/report.py").check(data, answer(submission, data), told)
    return value
