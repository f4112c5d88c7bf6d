"""A root for measurements: the files of a built runtime, and the empty folders that others mount upon."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from judge.runtimes import Runtime, open_runtime

# /proc for OCI runtimes, /tmp for scratch.
_FOLDERS = ("proc", "tmp")
_COUNTER = itertools.count()


@contextmanager
def roomier(name: str) -> Iterator[Runtime]:
    """The runtime of that name in a root of its own, which is removed afterwards. Its files are links to
    the same ones, so that both are in memory or on disk alike."""
    runtime = open_runtime(name)
    _remove_left_over(runtime.root.parent)
    root = runtime.root.with_name(f"bench-{os.getpid()}-{next(_COUNTER)}")
    try:
        shutil.copytree(runtime.root, root, copy_function=os.link, symlinks=True)
        for folder in _FOLDERS:
            (root / folder).mkdir(mode=0o755, exist_ok=True)
        yield replace(runtime, root=root)
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _remove_left_over(parent: Path) -> None:
    """Of measurements that were killed."""
    for folder in parent.glob("bench-*-*"):
        if not Path("/proc", folder.name.split("-")[1]).exists():
            shutil.rmtree(folder, ignore_errors=True)
