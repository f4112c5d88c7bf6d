"""Makes a version ready to be judged on: hidden data, the reference's figures; later the peers' figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from judge.baseline import classes_here, run_reference
from judge.data import build_split
from judge.errors import PackageError
from judge.manifest import Manifest, data_digest, read_manifest, write_manifest
from judge.package.model import Family, Package
from judge.peers import measure_peers
from judge.storage import Storage

BOARD = "board"
Json = dict[str, Any]
Tell = Callable[[Mapping[str, Any]], None]


def prepare(package: Package, storage: Storage, tell: Tell) -> Json:
    """Build the board's data and run the reference on them. A package whose generators fail is reported
    by findings and without data. Raises JudgeError."""
    try:
        manifest = ensure_split(package, BOARD, storage, tell)
    except PackageError as broken:
        return {
            "data": [],
            "data_digest": "",
            "baseline": {},
            "findings": [finding.to_dict() for finding in broken.findings],
        }
    references = manifest.split(BOARD)
    return {
        "data": [reference.to_dict() for reference in references],
        "data_digest": data_digest(references),
        "baseline": manifest.baseline[BOARD],
        "findings": [],
    }


def peers(package: Package, tell: Tell) -> Json:
    """Where well-known compressors stand: nothing is judged by it, so it can wait. Raises JudgeError."""
    return {"peers": measure_peers(package, BOARD, stage_teller(tell, "peers"))}


def ensure_split(
    package: Package, split: str, storage: Storage, tell: Tell, classes: Sequence[str] | None = None
) -> Manifest:
    """The manifest with this split in it: data built and the references of ``classes``, or of all that this
    machine has, run unless they were before.

    Raises PackageError naming the generator or the reference that fails.
    """
    manifest = read_manifest(package)
    known = manifest.baseline.get(split, {}) if manifest.has(split, storage) else {}
    lacking = [name for name in (classes_here(package) if classes is None else classes) if name not in known]
    if not lacking:
        return manifest
    references = build_split(package, split, storage, stage_teller(tell, "data"))
    new = run_reference(package, references, storage, stage_teller(tell, "reference"), lacking)
    baseline = {**known, **new}
    manifest = read_manifest(package).with_split(references, baseline)
    write_manifest(package, manifest)
    return manifest


def job_baseline(manifest: Manifest) -> Json:
    """The baseline as a job carries it: the board's at the top, other splits' by their name."""
    return {**manifest.baseline, **manifest.baseline.get(BOARD, {})}


def stage_teller(tell: Tell, stage: str) -> Callable[[Family, int, int], None]:
    """Turns progress over families into messages of a stage."""

    def heard(family: Family, done: int, total: int) -> None:
        tell({"type": "stage", "stage": stage, "family": family.name, "done": done, "total": total})

    return heard
