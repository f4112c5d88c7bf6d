"""Folders that are built once, under a name that says what they are made of, and shared by all processes."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from judge.runtimes.places import runtime_folder

_MARK = "complete"
_KEPT_SECONDS = 7 * 24 * 3600


def built_once(home: Path, name: str, parts: object, build: Callable[[Path], None]) -> Path:
    """The folder ``name`` in ``home``, made by ``build`` where it is not there yet; ``parts``: all that it
    depends on. What is built can be read by every user."""
    digest = hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
    root = home / f"{name}-{digest}"
    if not (root / _MARK).is_file():
        with _lock(root):
            if not (root / _MARK).is_file():
                _build(root, build)
                _remove_unused(root)
    os.utime(root / _MARK)  # When it was last used: those that nobody uses are removed.
    return root


def _build(root: Path, build: Callable[[Path], None]) -> None:
    work = root.with_name(f".{root.name}.new")
    for left in (root, work):
        shutil.rmtree(left, ignore_errors=True)
    umask = os.umask(0o022)
    try:
        work.mkdir()
        build(work)
        (work / _MARK).touch()
    finally:
        os.umask(umask)
    work.rename(root)


@contextmanager
def _lock(root: Path) -> Iterator[None]:
    root.parent.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0 and root.is_relative_to(runtime_folder()):
        for part in (root.parent, *root.parent.parents[:2]):
            part.chmod(0o755)
    with (root.parent / f".{root.name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _remove_unused(root: Path) -> None:
    name = root.name.rpartition("-")[0]
    for mark in root.parent.glob(f"{name}-*/{_MARK}"):
        if mark.parent.name.rpartition("-")[0] == name and time.time() - mark.stat().st_mtime > _KEPT_SECONDS:
            shutil.rmtree(mark.parent, ignore_errors=True)
