"""What else can put a program into a box: the same Python in the same root, doing nothing, in each that is
found on this machine.

Sources: the manual pages of bubblewrap, isolate (1 and 2) and nsjail; the runtime specification 1.0 of
the Open Container Initiative. None of them makes control groups here but runc, which always does as root.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from judge.sandbox.runtime import PYTHON, Runtime

DO_NOTHING = (*PYTHON[:-1], "-c", "")
_NOBODY = 65534
# A box that other programs which use isolate hardly have: its numbers go to 999 if nobody set it up otherwise.
_BOX = "997"
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_SHOWN = 120

Commands = list[list[str]]


@dataclass(frozen=True)
class Other:
    """A box by its name. ``commands``: one after the other, a whole life of it; none with the reason why not
    in ``problem``."""

    name: str
    commands: Commands
    problem: str = ""


def others(runtime: Runtime, folder: Path) -> Iterator[Other]:
    """Those of bwrap, runc, isolate and nsjail that run here, and why the others do not. ``runtime`` with the
    empty folders of ``places.roomier``; ``folder``: an empty one for what they need of files."""
    for name, commands in _LIVES.items():
        yield _tried(name, commands, runtime, folder)


def environment() -> dict[str, str]:
    """What the boxes themselves are started with."""
    return {"PATH": _PATH}


def _tried(
    name: str, commands: Callable[[str, Runtime, Path], Commands], runtime: Runtime, folder: Path
) -> Other:
    program = shutil.which(name, path=f"{os.environ.get('PATH', '')}:{_PATH}")
    if program is None:
        return Other(name, [], "not found")
    life = commands(program, runtime, folder)
    for command in life:
        tried = subprocess.run(
            command, capture_output=True, text=True, check=False, env=environment(), stdin=subprocess.DEVNULL
        )
        if tried.returncode:
            said = (tried.stderr or tried.stdout).strip().splitlines()
            return Other(name, [], f"does not run here: {said[-1][:_SHOWN] if said else tried.returncode}")
    return Other(name, life)


def _bwrap(program: str, runtime: Runtime, folder: Path) -> Commands:
    variables = [word for name, value in runtime.environment for word in ("--setenv", name, value)]
    jail = ["--unshare-all", "--as-pid-1", "--die-with-parent", "--ro-bind", str(runtime.root), "/"]
    return [[program, *jail, "--clearenv", *variables, "--", *DO_NOTHING]]


def _runc(program: str, runtime: Runtime, folder: Path) -> Commands:
    (folder / "config.json").write_text(json.dumps(_config(runtime)))
    return [
        [program, "--root", str(folder / "state"), "run", "--bundle", str(folder), f"bench-{os.getpid()}"]
    ]


def _isolate(program: str, runtime: Runtime, folder: Path) -> Commands:
    """The life that its manual shows; each command is told the box."""
    isolate = [program, f"--box-id={_BOX}"]
    folders = [f"--dir={name}={runtime.root / name}" for name in ("python", "libs")]
    variables = [f"--env={name}={value}" for name, value in runtime.environment if value]
    return [
        [*isolate, "--init"],
        [*isolate, "--silent", *folders, *variables, "--run", "--", *DO_NOTHING],
        [*isolate, "--cleanup"],
    ]


def _nsjail(program: str, runtime: Runtime, folder: Path) -> Commands:
    variables = [word for name, value in runtime.environment for word in ("--env", f"{name}={value}")]
    jail = ["--mode", "o", "--really_quiet", "--disable_proc", "--chroot", str(runtime.root)]
    nobody = ["--user", str(_NOBODY), "--group", str(_NOBODY)]
    return [[program, *jail, *nobody, *variables, "--", *DO_NOTHING]]


_LIVES: dict[str, Callable[[str, Runtime, Path], Commands]] = {
    "bwrap": _bwrap,
    "runc": _runc,
    "isolate": _isolate,
    "nsjail": _nsjail,
}


def _config(runtime: Runtime) -> dict[str, Any]:
    """The smallest bundle: all namespaces, no capabilities, a root that cannot be written."""
    root = os.geteuid() == 0
    kinds = ["pid", "network", "ipc", "uts", "mount", *(() if root else ("user",))]
    nobody = _NOBODY if root else 0
    config: dict[str, Any] = {
        "ociVersion": "1.0.2",
        "root": {"path": str(runtime.root), "readonly": True},
        "mounts": [
            {"destination": "/proc", "type": "proc", "source": "proc"},
            # It opens a device for writing, which may not be on a root that shall be read-only.
            {"destination": "/dev", "type": "tmpfs", "source": "tmpfs", "options": ["nosuid", "size=64k"]},
        ],
        "process": {
            "terminal": False,
            "user": {"uid": nobody, "gid": nobody},
            "cwd": "/",
            "args": list(DO_NOTHING),
            "env": [f"{name}={value}" for name, value in runtime.environment],
            "noNewPrivileges": True,
        },
        "linux": {"namespaces": [{"type": kind} for kind in kinds]},
    }
    if not root:
        own = {"uidMappings": os.geteuid(), "gidMappings": os.getegid()}
        config["linux"] |= {
            kind: [{"containerID": 0, "hostID": number, "size": 1}] for kind, number in own.items()
        }
    return config
