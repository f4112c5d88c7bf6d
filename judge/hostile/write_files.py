"""write, link or lock a file anywhere

Breach: a file, folder or link that was made, or a lock that another sandbox would see. Runs with
fcntl, which submissions do not have.
"""

import fcntl
import os

RUNTIME = "peers"
# Elsewhere it is allowed what this program asks for.
SETUPS = "root plain"
FOLDERS = (
    *("/", "/tmp", "/var/tmp", "/dev", "/dev/shm", "/judge", "/libs", "/packages", "/python"),
    *("/python/lib", "/run", "/proc", "/sys"),
)


def attack(bait: bytes) -> bytes:
    folder = bait.decode().split("\n")[1]
    got = [place.encode() for place in (folder, *FOLDERS) if written(place)]
    for lock in (fcntl.flock, fcntl.lockf):
        try:
            with open("/judge/harness.py", "rb") as file:
                lock(file, fcntl.LOCK_SH)
                got.append(b"lock")
        except OSError:
            continue
    return b" ".join(got)


def written(folder: str) -> bool:
    for make in (make_file, os.mkdir, lambda path: os.symlink("/", path), os.mkfifo):
        try:
            make(f"{folder}/got-through")
        except OSError:
            continue
        return True
    return False


def make_file(path: str) -> None:
    with open(path, "wb") as file:
        file.write(b"got through")
