"""The tuning package as tests need it: its files, its cases, and data that count what is read of them."""

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from judge.package import Package, read_folder

ROOT = Path(__file__).resolve().parents[3] / "problems" / "packages" / "tuning"
SAMPLES = ("homogeneous", "records", "series")


@cache
def package() -> Package:
    return read_folder(ROOT)


@cache
def load(path: str) -> ModuleType:
    """A Python file of the package as a module."""
    spec = importlib.util.spec_from_file_location(f"tuning_{Path(path).stem}", ROOT / path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def sample(name: str) -> bytes:
    return package().files[f"data/sample/{name}.case"]


@cache
def marked(planner: str, case: bytes) -> tuple[dict[str, Any], float]:
    """What a submission's plan for a case is worth, and the share of the data that it read."""
    mark, share = load("editorial/figures.py").marked(load(f"submissions/{planner}"), case)
    return mark, share
