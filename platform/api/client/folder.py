"""lossless get PROBLEM: statement, starter code and samples in a folder; what later words find there."""

from __future__ import annotations

import argparse
import base64
import json
import urllib.parse
from pathlib import Path, PurePosixPath
from typing import Any

from .languages import file_name
from .site import site
from .texts import Failure, say

NOTES = ".lossless.json"  # beside the code: which problem it is for


def get(arguments: argparse.Namespace) -> int:
    there = site()
    slug = urllib.parse.quote(arguments.problem, safe="")
    problem = there.get(f"/api/v1/problems/{slug}/")
    samples = there.get(f"/api/v1/problems/{slug}/samples/")
    folder = Path(arguments.folder or problem["slug"])
    write(folder, "statement.md", problem["statement"]["markdown"].encode())
    for sample in samples:
        write(folder / "samples", sample["name"], base64.b64decode(sample["content"]))
    for name, source in problem["starter"].items():
        write(folder, file_name(problem["slug"], name), source.encode(), keep=True)
    notes = {
        "url": there.url,
        "problem": problem["slug"],
        "functions": [each["name"] for each in problem["entry_points"]],
        "languages": {file_name(problem["slug"], name): name for name in problem["starter"]},
        # Of older sites there is neither.
        "sizes": problem.get("sizes", []),
        "tasks": [sample["name"] for sample in samples if sample.get("function")],
    }
    write(folder, NOTES, json.dumps(notes).encode())
    return 0


def write(folder: Path, name: str, content: bytes, keep: bool = False) -> None:
    """A file below the folder; one's own code is never written over."""
    place = PurePosixPath(name)
    if place.is_absolute() or ".." in place.parts or "\\" in name or ":" in name:
        raise Failure(say("The site names a file outside the folder: {name}", name=name))
    path = folder.joinpath(*place.parts)
    if keep and path.exists():
        print(say("kept as it is: {path}", path=path))
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    if not path.name.startswith("."):
        print(say("written: {path}", path=path))


def existing(name: str) -> Path:
    path = Path(name)
    if not path.is_file():
        raise Failure(say("There is no file {path}.", path=path))
    return path


def notes_beside(path: Path) -> dict[str, Any]:
    try:
        notes: dict[str, Any] = json.loads((path.parent / NOTES).read_text())
    except (OSError, ValueError):
        return {}
    return notes
