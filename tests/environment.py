"""The surroundings of every test, set before Django reads its settings: a folder of state and a real
Redis of the tests' own. Loaded by ``-p tests.environment`` (pyproject.toml)."""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from pathlib import Path
from typing import IO

import pytest

from config.bootstrap import redis_server
from config.bootstrap.places import Places
from config.bootstrap.supervisor import Program, Supervisor

# Building the judge's runtimes takes long and depends on nothing that tests change.
KEPT = {"runtime", "lock"}
_FOREIGN = (
    "LOSSLESS_STORAGE",
    "LOSSLESS_DATA_SEED",
    "LOSSLESS_EMAIL_URL",
    "LOSSLESS_ALLOWED_HOSTS",
    "LOSSLESS_HTTPS",
)


def claim(base: Path) -> tuple[Path, IO[str]]:
    """A folder that no other run of the tests uses now; the next free one of a few, so that it can be kept."""
    for number in range(1, 100):
        folder = base / str(number)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = (folder / "lock").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            continue
        return folder, lock
    raise RuntimeError(f"all folders below {base} are in use")


def empty(folder: Path) -> None:
    for each in folder.iterdir():
        if each.is_dir() and each.name not in KEPT:
            shutil.rmtree(each)
        elif each.is_file() and each.name not in KEPT:
            each.unlink()


def base() -> Path:
    """Workers beside each other inherit the variables of who started them: their folders lie beside its own."""
    here = Places.of_this_run().var
    return here.parent if "PYTEST_XDIST_WORKER" in os.environ else here / "tests"


VAR, _lock = claim(base())
empty(VAR)
places = Places(Places.of_this_run().root, VAR)
for name in _FOREIGN:
    os.environ.pop(name, None)
os.environ |= {
    "LOSSLESS_VAR": str(VAR),
    "LOSSLESS_REDIS_URL": f"unix://{places.socket}",
    "LOSSLESS_SECRET_KEY": "for tests alone; nothing that is kept was ever signed with it",
    # Playwright's synchronous interface runs an event loop in the thread of the tests.
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
}
servers = Supervisor(VAR / "log")


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    from django.conf import settings  # Read after the variables above are set.

    # Hashing is slow on purpose, and hashed names of files need a build.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    start_redis()


def pytest_unconfigure() -> None:
    servers.stop()


def start_redis() -> None:
    redis_server.make_folder(places.socket)
    command = redis_server.command(redis_server.find(places), places.socket)
    child = servers.start(Program("redis", command, dict(os.environ)))
    while not places.socket.exists():
        if child.is_dead:
            raise child.failure()
        time.sleep(0.02)
