"""``manage.py reset``: delete the state of this site, never the code or the environment."""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from config.bootstrap import checks
from config.bootstrap.failure import Failure
from config.bootstrap.places import Places
from config.bootstrap.progress import say

# Where the judge keeps its runtimes as root (judge.runtimes.runtime_folder).
OF_ROOT = Path("/var/lib/lossless")


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="manage.py reset", description="Delete the state of this site.")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    places = Places.of_this_run()
    checks.owner(places)
    _must_be_stopped(places)
    if not parser.parse_args(arguments).yes and not _is_sure(places):
        say("Nothing was deleted.")
        return 1
    for folder in _folders_of_state(places.var):
        shutil.rmtree(_runtimes_of_root(folder), ignore_errors=True)
    shutil.rmtree(places.var)
    say("Deleted. A new site: python3 manage.py up")
    return 0


def _must_be_stopped(places: Places) -> None:
    running = places.run / "up"
    if not running.exists():
        return
    with running.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Failure(
                "the site is running",
                f"its state in {places.var} is in use",
                "Stop it with Ctrl-C where it was started, then reset.",
            ) from None


def _is_sure(places: Places) -> bool:
    say(f"This deletes all accounts, submissions, hidden data and passwords in {places.var}.")
    if os.environ.get("LOSSLESS_DATABASE_URL") or os.environ.get("LOSSLESS_STORAGE"):
        say("A database or storage outside of it is left as it is.")
    try:
        return input("Type yes to go on: ").strip().lower() == "yes"
    except EOFError:
        return False


def _folders_of_state(var: Path) -> list[Path]:
    """This one, and those that runs of the tests keep in it for themselves and for the sites they start."""
    return [var, *var.glob("tests/*"), *var.glob("tests/*/*")]


def _runtimes_of_root(folder: Path) -> Path:
    return OF_ROOT / hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:12]
