"""What must hold before anything is done, each refusal with its remedy."""

from __future__ import annotations

import fcntl
import os
import pwd
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from config.bootstrap.failure import Failure
from config.bootstrap.places import Places
from config.bootstrap.progress import say

MB = 1_000_000
# Environment, front end and runtimes of the judge together, measured and rounded up.
FRESH_BYTES = 1_200 * MB
WARM_BYTES = 100 * MB


def owner(places: Places) -> None:
    """The folder of state is there, belongs to this user and is closed to all others."""
    try:
        places.var.mkdir(mode=0o700, parents=True, exist_ok=True)
    except PermissionError:
        raise Failure(
            "the folder of state cannot be made",
            f"{_user(os.geteuid())} may not write to {places.var.parent}",
            "Run it as the user who owns that folder, or name another one in LOSSLESS_VAR.",
        ) from None
    not_anothers(places)
    places.var.chmod(0o700)


def not_anothers(places: Places) -> None:
    """Files of two users in one folder of state would lock one of them out."""
    try:
        held_by = places.var.stat().st_uid
    except FileNotFoundError:
        return
    if held_by != os.geteuid():
        raise Failure(
            "this site belongs to another user",
            f"{places.var} is owned by {_user(held_by)}, and this is {_user(os.geteuid())}",
            f"Run it as {_user(held_by)}, or name another folder in LOSSLESS_VAR.",
        )


def space(places: Places) -> None:
    needed = WARM_BYTES if places.python.exists() else FRESH_BYTES
    for folder in (places.root, places.var):
        free = shutil.disk_usage(folder).free
        if free < needed:
            raise Failure(
                "there is not enough disk space",
                f"{folder} has {free // MB} MB free, and {needed // MB} MB are needed",
                "Free some space, then run the same command again.",
            )


def can_make_environments() -> bool:
    """Debian and Ubuntu ship Python without what makes an environment."""
    return bool(find_spec("ensurepip") and find_spec("venv"))


def no_environments(version: str) -> Failure:
    return Failure(
        "no Python environment can be made",
        "this Python comes without its module ensurepip",
        f"Install it, for example: apt-get install python{version}-venv",
    )


def port(host: str, wanted: int) -> None:
    """Raises Failure, naming a free port, when somebody listens there already."""
    try:
        _bind(host, wanted)
    except PermissionError:
        raise Failure(
            f"port {wanted} cannot be used",
            "ports below 1024 are for root",
            f"Choose another, for example: python3 manage.py up --port {_free(host, 8000)}",
        ) from None
    except OSError as error:
        raise Failure(
            f"port {wanted} cannot be used",
            f"another program listens on it ({error.strerror})",
            f"Stop that program, or choose a free one: python3 manage.py up --port {_free(host, wanted + 1)}",
        ) from None


@contextmanager
def alone(places: Places) -> Iterator[None]:
    """One set-up at a time in this checkout, whose environment every site shares; a second one waits."""
    with (places.root / ".setup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("  another set-up is running in this folder; waiting for it")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _user(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"


def _bind(host: str, number: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, number))


def _free(host: str, first: int) -> int:
    for number in range(first, min(first + 100, 65_536)):
        try:
            _bind(host, number)
        except OSError:
            continue
        return number
    return 0
