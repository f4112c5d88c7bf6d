"""A shipped package as tests need it: its files, its Python files as modules, the data of its generators."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType

from config.bootstrap.places import ROOT
from judge.bundle import cases_of
from judge.package import Package, read_folder

PACKAGES = ROOT / "problems" / "packages"
SLUGS = sorted(path.parent.name for path in PACKAGES.glob("*/problem.yaml"))


@dataclass(frozen=True)
class Shipped:
    slug: str

    @property
    def root(self) -> Path:
        return PACKAGES / self.slug

    @cache  # noqa: B019 - there are as many as packages
    def package(self) -> Package:
        return read_folder(self.root)

    @cache  # noqa: B019
    def load(self, path: str) -> ModuleType:
        """A Python file of the package as a module."""
        name = f"{self.slug}_{Path(path).stem}".replace("-", "_")
        spec = importlib.util.spec_from_file_location(name, self.root / path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    def text(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    @cache  # noqa: B019
    def data(self, family: str, seed: bytes = b"tests", size: int | None = None) -> bytes:
        """A family's data as problem.yaml describes it; `size` in bytes where another one will do."""
        described = self.package().family(family)
        pool = [self.package().files[f"data/pools/{described.pool}"]] if described.pool else []
        generator = self.load(f"data/generators/{described.generator}")
        made: bytes = generator.generate(seed, described.bytes if size is None else size, *pool)
        return made

    def cases(self, family: str) -> tuple[bytes, ...]:
        """The inputs in a family's data: the one, or those of its bundle."""
        return cases_of(self.package().family(family), self.data(family))
