"""What comes from the system: the sandbox's parts, and for tests a browser, Chinese letters,
xgettext and a second sandbox.

Only as root, only by apt-get, and only where that is not refused; else the command to type is said.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from config.bootstrap.places import Places
from config.bootstrap.progress import Step, logged, say

LOCK_SECONDS = 120
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_QUIET = {"DEBIAN_FRONTEND": "noninteractive", "NEEDRESTART_SUSPEND": "1"}


def _has_library(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _has_chinese_font() -> bool:
    if shutil.which("fc-list"):
        found = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False)
        return bool(found.stdout.strip())
    return any(Path("/usr/share/fonts").rglob("*wqy*"))


SANDBOX: Mapping[str, Callable[[], bool]] = {
    "bubblewrap": lambda: bool(shutil.which("bwrap")),
    "libseccomp2": lambda: _has_library("libseccomp.so.2"),
}
TESTS: Mapping[str, Callable[[], bool]] = {
    "chromium": lambda: any(map(shutil.which, BROWSERS)),
    "fonts-wqy-zenhei": _has_chinese_font,
    "gettext": lambda: bool(shutil.which("xgettext")),
    "runc": lambda: bool(shutil.which("runc") or Path("/usr/sbin/runc").exists()),
}


def missing(wanted: Mapping[str, Callable[[], bool]]) -> list[str]:
    return [package for package, is_there in wanted.items() if not is_there()]


def ensure(places: Places, wanted: Mapping[str, Callable[[], bool]], without: str, *, apt: bool) -> bool:
    """Install what is missing, or say what to type and what does not work ``without`` it."""
    packages = missing(wanted)
    if not packages or install(places, packages, apt=apt):
        return True
    prefix = "" if os.geteuid() == 0 else "sudo "
    say(f"! {without}. Type: {prefix}apt-get install {' '.join(packages)}")
    return False


def install(places: Places, packages: Sequence[str], *, apt: bool) -> bool:
    """Whether they are installed now."""
    if not apt or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    step = Step(f"system packages: {' '.join(packages)}")
    command = ["apt-get", "-q", "-y", "-o", f"DPkg::Lock::Timeout={LOCK_SECONDS}"]
    wanted = [*command, "install", "--no-install-recommends", *packages]
    log = places.logs / "apt.log"
    done = False
    # The lists of a fresh machine are empty or stale; where they are not, updating them only costs time.
    for each in (wanted, [*command, "update"], wanted):
        code, _output = logged(step, each, log, env=_QUIET)
        done = code == 0 and each is wanted
        if done:
            break
    step.end("✓" if done else "✗")
    if not done:
        say(f"  apt-get failed; all it said: {log}")
    return done
