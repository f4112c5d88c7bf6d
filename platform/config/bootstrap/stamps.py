"""Which steps are done: each leaves the hash of what it was made from, written last."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

_LEFT_OUT = {"__pycache__", "node_modules", "dist"}


class Stamps:
    """Stamps in a folder, which goes together with what they speak of."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def is_current(self, step: str, digest: str) -> bool:
        try:
            return (self.folder / step).read_text() == digest
        except OSError:
            return False

    def set(self, step: str, digest: str) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self.folder / f".{step}"
        draft.write_text(digest)
        draft.replace(self.folder / step)


def digest(folder: Path, *inputs: Path | str) -> str:
    """Of the inputs (files, folders, words), the Python version and the place of the checkout."""
    found = hashlib.sha256(f"{sys.version}\n{sys.base_prefix}\n{folder}\n".encode())
    for each in inputs:
        for piece in _pieces(each):
            found.update(len(piece).to_bytes(8, "big") + piece)
    return found.hexdigest()


def _pieces(each: Path | str) -> Iterator[bytes]:
    if isinstance(each, str):
        yield each.encode()
        return
    for file in _files(each):
        yield str(file).encode()
        yield file.read_bytes()


def _files(path: Path) -> Iterable[Path]:
    if path.is_file():
        return [path]
    found = (file for file in path.rglob("*") if file.is_file())
    return sorted(file for file in found if not _LEFT_OUT & set(file.relative_to(path).parts))
