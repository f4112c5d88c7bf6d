"""Folder or zip to Package."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from judge.errors import PackageError
from judge.package.archive import canonical_zip, files_of_folder, files_of_zip
from judge.package.expectation import expectations
from judge.package.finding import Finding, error, warning
from judge.package.form import parse
from judge.package.model import LANGUAGES, Package

_FOLDERS = ("statement/", "editorial/", "hints/", "starter/", "data/", "submissions/")


def read_folder(root: Path) -> Package:
    """The package in a folder. Raises PackageError with every finding."""
    if not (root / "problem.yaml").is_file():
        raise PackageError(
            [error("problem.yaml", None, "file", f"expected a package folder, found none at {root}")]
        )
    return _read(files_of_folder(root))


def read_zip(data: bytes) -> Package:
    """The package in a zip, canonical or uploaded. Raises PackageError with every finding."""
    return _read(files_of_zip(data))


def form_warnings(package: Package) -> list[Finding]:
    """What does not stop a package but should be seen: missing translations, unused files."""
    found = []
    for kind, path in (
        ("statement", "statement/problem.{}.md"),
        ("editorial", "editorial/{}.md"),
        ("hints", "hints/{}.md"),
    ):
        for language in LANGUAGES:
            name = path.format(language)
            if name not in package.files:
                found.append(warning(name, None, "language", f"no {kind} in {language}"))
    for name in package.files:
        if "/" in name and not name.startswith(_FOLDERS):
            found.append(warning(name, None, "file", "nothing reads this file"))
    return found


def _read(files: Mapping[str, bytes]) -> Package:
    digest = hashlib.sha256(canonical_zip(files)).hexdigest()
    package, findings = parse(files, digest)
    if package is not None:
        findings += expectations(files, package.submissions())[1]
    if package is None or findings:
        raise PackageError(findings)
    return package
