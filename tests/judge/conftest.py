"""A judge of the tests' own: state in a temporary folder, a real sandbox, the small package of the docs."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from judge import runner
from judge.baseline import run_reference
from judge.data import build_split
from judge.job import Job
from judge.package import Package, canonical_zip, read_folder
from judge.runtimes import runtime_folder
from judge.seed import SAMPLE
from judge.storage import FolderStorage

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "any-codec"


@pytest.fixture(scope="session", autouse=True)
def var(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A state folder of the tests' own, with the runtimes that are kept for all tests."""
    kept, before = runtime_folder(), os.environ["LOSSLESS_VAR"]
    folder = tmp_path_factory.mktemp("var")
    os.environ["LOSSLESS_VAR"] = str(folder)
    link = runtime_folder()
    for place in (kept, link.parent):
        place.mkdir(parents=True, exist_ok=True)
    link.symlink_to(kept)
    yield folder
    link.unlink()
    if link.parent != folder:
        link.parent.rmdir()
    os.environ["LOSSLESS_VAR"] = before


@pytest.fixture(scope="session")
def any_codec() -> Package:
    return read_folder(EXAMPLE)


@dataclass
class Bench:
    """The small package with its shown split built, and what a job on it said."""

    package: Package
    storage: FolderStorage
    job: Job
    heard: list[dict[str, Any]] = field(default_factory=list)

    def run(self, source: str | bytes, **changes: Any) -> dict[str, Any]:
        raw = source.encode() if isinstance(source, str) else source
        self.heard.clear()
        return runner.run(replace(self.job, source=raw, **changes), self.storage, self.heard.append)

    def row(self, report: dict[str, Any], family: str) -> dict[str, Any]:
        return next(row for row in report["data_sets"] if row["family"] == family)


@pytest.fixture(scope="session")
def bench(var: Path, any_codec: Package) -> Bench:
    storage = FolderStorage(var / "storage")
    digest = storage.put(canonical_zip(any_codec.files))
    references = build_split(any_codec, SAMPLE, storage)
    baseline = run_reference(any_codec, references, storage)
    job = Job(
        id="test",
        attempt=1,
        kind="judge",
        package=digest,
        data=references,
        baseline={SAMPLE: baseline},
        splits=(SAMPLE,),
        quick=True,
    )
    return Bench(any_codec, storage, job)


@pytest.fixture(scope="session")
def reference_report(bench: Bench) -> dict[str, Any]:
    """What the reference itself gets."""
    return bench.run(bench.package.reference_source())


@pytest.fixture
def changed_package(tmp_path: Path) -> Callable[..., Package]:
    """The small package with some files other than they are: text by path, None to leave one out."""

    def change(files: dict[str, str | None]) -> Package:
        shutil.copytree(EXAMPLE, tmp_path / "package")
        for name, text in files.items():
            path = tmp_path / "package" / name
            path.unlink(missing_ok=True)
            if text is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text)
        return read_folder(tmp_path / "package")

    return change
