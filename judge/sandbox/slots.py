"""Host user ids for sandboxes when the judge runs as root, one per live sandbox.

Two sandboxes never share a uid, so neither may signal or trace the other. The lock files are per
host: two installations, or a test run beside a site, do not clash.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from judge.errors import SandboxUnavailable

FIRST_UID = 70_000
SLOTS = 256
_FOLDER = Path("/run/lossless-slots")


class Slot:
    """A host uid held until ``release``."""

    def __init__(self, uid: int, lock: int) -> None:
        self.uid = uid
        self._lock = lock

    @classmethod
    def take(cls) -> Slot | None:
        """A free uid; None for a plain user, who can only be himself."""
        if os.geteuid() != 0:
            return None
        _FOLDER.mkdir(mode=0o700, exist_ok=True)
        for uid in range(FIRST_UID, FIRST_UID + SLOTS):
            lock = os.open(_FOLDER / str(uid), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(lock)
                continue
            return cls(uid, lock)
        raise SandboxUnavailable(f"all {SLOTS} sandbox uids from {FIRST_UID} are in use")

    def enter(self) -> None:
        """Called in the child between fork and exec: become this uid, for good."""
        os.setgroups([])
        os.setresgid(self.uid, self.uid, self.uid)
        os.setresuid(self.uid, self.uid, self.uid)

    def release(self) -> None:
        os.close(self._lock)
