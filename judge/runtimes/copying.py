"""Copies programs and what they need into a folder that becomes ``/``, each under the path it has here."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from judge.errors import SandboxUnavailable
from judge.runtimes import hollow
from judge.sandbox.backends.plan import DEVICES
from judge.sandbox.policy import Policy
from judge.sandbox.syscalls import stage_two

_MAPPED = re.compile(r"(/\S+) \(0x")


def asked(*words: str | Path, data: str = "") -> str:
    """What a program of this machine answers. Raises SandboxUnavailable when it fails."""
    told = subprocess.run(
        [str(word) for word in words], input=data, capture_output=True, text=True, check=False, timeout=120
    )
    if told.returncode:
        raise SandboxUnavailable(f"{words[0]} failed: {told.stderr.strip()[-500:]}")
    return told.stdout


def copy(root: Path, paths: Iterable[str | Path]) -> None:
    """Files, or folders with all that is in them; links become what they point to."""
    for path in dict.fromkeys(os.path.normpath(path) for path in paths):
        target = root / path.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        if os.path.isdir(path):
            shutil.copytree(path, target, dirs_exist_ok=True)
        elif not target.exists():
            shutil.copy(path, target)


def copy_programs(root: Path, programs: Iterable[str | Path]) -> None:
    """Programs with the libraries they are linked to. Library codecs are overwritten: what can be read in a
    compiler's sandbox can get into what it makes."""
    for program in programs:
        libraries = _MAPPED.findall(asked("ldd", program))
        copy(root, (program, *libraries))
        for path in libraries:
            _take_codecs_out(root / os.path.normpath(path).lstrip("/"))


def _take_codecs_out(library: Path) -> None:
    if library.name.startswith("libz.so"):
        hollow.hollow_zlib(library)
    else:
        hollow.strike_functions(library, hollow.CODECS)


def furnish(root: Path, policy: Policy) -> None:
    """What the judge needs in every root: places for devices and scratch, the second filter."""
    (root / "judge").mkdir(exist_ok=True)
    (root / "judge/filter").write_bytes(stage_two(policy))
    for device in DEVICES:
        place = root / device.lstrip("/")
        place.parent.mkdir(exist_ok=True)
        place.touch()
    if policy.scratch_bytes:
        (root / "tmp").mkdir()
