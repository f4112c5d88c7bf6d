"""Where runtimes are kept.

What strangers' code may look into lies in memory (tmpfs) where that is possible. On other file systems
the kernel remembers each name that was looked for in vain, for everyone: one sandbox asks for names, a
later one measures which of them are answered at once, and so a decoder learns what is not in its blob, or
a trial what a judging saw. Measured on ext4: 2,000 bits of 2,000 arrive; on tmpfs none.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from judge.storage import var_folder

_NEEDED_BYTES = 256 * 1024 * 1024


def runtime_folder() -> Path:
    """On disk, for the judge's own runtimes: under /var/lib for root, so that slot uids reach it, else in
    var."""
    var = var_folder().resolve()
    if os.geteuid() != 0:
        return var / "runtime"
    instance = hashlib.sha256(str(var).encode()).hexdigest()[:12]
    return Path("/var/lib/lossless") / instance / "runtime"


def folder_in_memory(name: str = "", needed_bytes: int = _NEEDED_BYTES) -> Path | None:
    """For what submissions run on: where ``name`` was built before, or there is room for it; None where no tmpfs
    can hold it. Shared by all installations of a user, since a runtime is named by what it is made of."""
    for place in _places():
        folder = place / f"lossless-{os.geteuid()}"
        if any(folder.glob(f"{name}-*")) or shutil.disk_usage(place).free >= needed_bytes:
            try:
                folder.mkdir(mode=0o755, exist_ok=True)
            except OSError:
                continue
            if _is_ours(folder):
                return folder
    return None


def _places() -> Iterator[Path]:
    """Mounted tmpfs from which programs may be started."""
    wanted = ["/dev/shm", os.environ.get("XDG_RUNTIME_DIR", ""), "/run", "/tmp"]  # noqa: S108 - see _is_ours
    mounted = dict(_mounts())
    for name in wanted:
        if mounted.get(name) == "tmpfs" and not os.statvfs(name).f_flag & os.ST_NOEXEC:
            yield Path(name)


def _mounts() -> Iterator[tuple[str, str]]:
    """Mount points and their file systems; of several on one point the last counts."""
    with open("/proc/self/mounts") as lines:
        for line in lines:
            _, place, kind, *_ = line.split()
            yield place, kind


def _is_ours(folder: Path) -> bool:
    """The places are open to all: somebody else's folder, or a link, is not used."""
    found = folder.lstat()
    writable_by_others = stat.S_IMODE(found.st_mode) & 0o022
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or writable_by_others:
        return False
    folder.chmod(0o755)  # Whatever the umask took away: slot uids must get in.
    return True
