"""``manage.py lock``: compile requirements/*.in for every Python from 3.11, with hashes and without hosts."""

from __future__ import annotations

import shutil
from collections.abc import Sequence

from config.bootstrap.failure import Failure
from config.bootstrap.places import Places
from config.bootstrap.progress import run

OPTIONS = (
    *("--universal", "--python-version", "3.11", "--generate-hashes"),
    *("--no-emit-index-url", "--no-emit-find-links", "--no-header", "--quiet"),
)


def main(arguments: Sequence[str]) -> int:
    """``base`` first: the others are compiled so that they agree with it."""
    places = Places.of_this_run()
    names = sorted((path.stem for path in places.requirements.glob("*.in")), key=lambda name: name != "base")
    for name in names:
        run(
            f"{name}.txt",
            [_uv(places), "pip", "compile", *OPTIONS, *arguments, f"{name}.in", "-o", f"{name}.txt"],
            places.logs / "lock.log",
            cwd=places.requirements,
        )
    return 0


def _uv(places: Places) -> str:
    own = places.venv / "bin" / "uv"
    found = str(own) if own.exists() else shutil.which("uv")
    if not found:
        raise Failure(
            "the lock files cannot be compiled",
            "the program uv is not here",
            f"Install it: {places.python} -m pip install uv",
        )
    return found
