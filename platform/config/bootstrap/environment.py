"""The project's Python environment and what is installed into it."""

from __future__ import annotations

import shutil
import subprocess
import sys

from config.bootstrap import checks, system
from config.bootstrap.failure import Failure
from config.bootstrap.places import Places
from config.bootstrap.progress import Step, failed, logged, run
from config.bootstrap.stamps import Stamps, digest

VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"


def stamps(places: Places) -> Stamps:
    """They lie in the environment and go with it."""
    return Stamps(places.venv / "stamps")


def make(places: Places, *, apt: bool) -> None:
    """An environment of this very Python at this very place; a half-made or foreign one is made anew."""
    wanted = digest(places.root, VERSION)
    if stamps(places).is_current("venv", wanted) and places.python.exists():
        return
    if not _is_usable(places):
        _make(places, apt=apt)
    (places.venv / "lib" / f"python{VERSION}" / "site-packages" / "lossless.pth").write_text(
        f"{places.root}\n{places.root / 'platform'}\n"
    )
    stamps(places).set("venv", wanted)


def install(places: Places, name: str) -> None:
    """Exactly what the lock file names; pip checks every hash and asks the index it is set up with."""
    lock = places.requirements / f"{name}.txt"
    wanted = digest(places.root, lock)
    if stamps(places).is_current(f"pip-{name}", wanted):
        return
    run(
        f"Python packages ({name})",
        [
            *(places.python, "-m", "pip", "install", "--require-hashes", "--no-input"),
            *("--disable-pip-version-check", "--progress-bar", "off", "-r", lock),
        ],
        places.logs / "setup.log",
        env={"PIP_ROOT_USER_ACTION": "ignore"},
    )
    stamps(places).set(f"pip-{name}", wanted)


def _make(places: Places, *, apt: bool) -> None:
    if not checks.can_make_environments() and not system.install(places, [f"python{VERSION}-venv"], apt=apt):
        raise checks.no_environments(VERSION)
    shutil.rmtree(places.venv, ignore_errors=True)
    step, log = Step("Python environment"), places.logs / "setup.log"
    code, output = logged(step, [sys.executable, "-m", "venv", places.venv], log)
    step.end("✗" if code else "✓")
    if code:
        shutil.rmtree(places.venv, ignore_errors=True)
        raise _not_made(output, places)


def _not_made(output: str, places: Places) -> Failure:
    if "ensurepip" in output:
        return checks.no_environments(VERSION)
    return failed("Python environment", output, places.logs / "setup.log")


def _is_usable(places: Places) -> bool:
    """Asks the environment itself: another Python, another place or a lost file show there."""
    question = "import pip, sys; print(sys.prefix, sys.base_prefix, sys.version)"
    try:
        answer = subprocess.run(
            [places.python, "-c", question], capture_output=True, text=True, check=False, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    said = f"{places.venv} {sys.base_prefix} {sys.version}\n"
    return answer.returncode == 0 and answer.stdout == said and _speaks_of_here(places)


def _speaks_of_here(places: Places) -> bool:
    """The programs of an environment that was moved still start the interpreter at its old place."""
    pip = places.venv / "bin" / "pip"
    return pip.is_file() and str(places.venv) in pip.read_text(errors="replace").split("\n", 1)[0]
