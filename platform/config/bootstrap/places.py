"""Where everything lies: the checkout, its environment, and the folder of state."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
# A socket's address has room for 108 bytes; the log of Redis and Celery's own address take a few.
LONGEST_SOCKET = 96


@dataclass(frozen=True)
class Places:
    """``var`` holds all state of a site; the rest belongs to the checkout and serves every site."""

    root: Path
    var: Path

    @classmethod
    def of_this_run(cls) -> Places:
        named = os.environ.get("LOSSLESS_VAR")
        return cls(ROOT, Path(named).absolute() if named else ROOT / "var")

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.venv / "bin" / "python"

    @property
    def requirements(self) -> Path:
        return self.root / "requirements"

    @property
    def frontend(self) -> Path:
        return self.root / "frontend"

    @property
    def logs(self) -> Path:
        return self.var / "log"

    @property
    def run(self) -> Path:
        return self.var / "run"

    @property
    def demo(self) -> Path:
        return self.var / "demo.json"

    @property
    def secret_key(self) -> Path:
        return self.var / "secret" / "django-key"

    @cached_property
    def socket(self) -> Path:
        return redis_socket(self.var)


def redis_socket(var: Path) -> Path:
    """In ``var`` where that is short enough, else in a folder of the user's own below the temporary one."""
    near = var.absolute() / "run" / "redis.sock"
    if len(os.fsencode(near)) <= LONGEST_SOCKET:
        return near
    name = hashlib.sha256(os.fsencode(var.absolute())).hexdigest()[:12]
    far = Path(tempfile.gettempdir()) / f"lossless-{os.getuid()}-{name}" / "redis.sock"
    return far if len(os.fsencode(far)) <= LONGEST_SOCKET else Path("/tmp", *far.parts[-2:])  # noqa: S108
