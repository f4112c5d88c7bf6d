"""What this installation knows of a package: its data by digest and what its reference did on them.

One JSON file a package digest below var/data, shared by the command line and the judge worker.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from judge.job import DataRef
from judge.package.model import Package
from judge.storage import Storage, var_folder, write_atomically

SCHEMA = 1


@dataclass(frozen=True)
class Manifest:
    """``baseline`` maps split to reference class to family to figures."""

    data: tuple[DataRef, ...] = ()
    baseline: dict[str, dict[str, Any]] = field(default_factory=dict)

    def split(self, name: str) -> tuple[DataRef, ...]:
        return tuple(reference for reference in self.data if reference.split == name)

    def with_split(self, references: Iterable[DataRef], baseline: dict[str, Any]) -> Manifest:
        """This manifest with one split put in the place of what it knew of it."""
        new = tuple(references)
        splits = {reference.split for reference in new}
        kept = tuple(reference for reference in self.data if reference.split not in splits)
        return replace(self, data=kept + new, baseline={**self.baseline, **dict.fromkeys(splits, baseline)})

    def has(self, split: str, storage: Storage) -> bool:
        """Is the split built, its reference run, and every blob still there?"""
        references = self.split(split)
        return (
            bool(references)
            and split in self.baseline
            and all(storage.has(reference.digest) for reference in references)
        )


def read_manifest(package: Package) -> Manifest:
    """The manifest of a package; an empty one where there is none or it is of another schema."""
    try:
        known = json.loads(_file(package).read_text())
    except (FileNotFoundError, json.JSONDecodeError):
        return Manifest()
    if known.get("schema") != SCHEMA:
        return Manifest()
    return Manifest(tuple(map(DataRef.from_dict, known["data"])), known["baseline"])


def write_manifest(package: Package, manifest: Manifest) -> None:
    content = {
        "schema": SCHEMA,
        "slug": package.slug,
        "data": [reference.to_dict() for reference in manifest.data],
        "baseline": manifest.baseline,
    }
    write_atomically(_file(package), json.dumps(content, indent=1).encode())


def data_digest(references: Iterable[DataRef]) -> str:
    """Names a set of data: SHA-256 over split, family and digest of each, in order of these."""
    lines = sorted(f"{item.split} {item.family} {item.digest}\n" for item in references)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _file(package: Package) -> Path:
    return var_folder() / "data" / f"{package.digest}.json"
