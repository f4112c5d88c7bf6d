"""What submissions run on must not remember them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from judge.runtimes import Runtime
from judge.sandbox.channel import complaint, file_system

HERE = Runtime("here", Path(__file__).parent, (), (), ())
SHARED = replace(HERE, name="shared", root=Path("/dev/shm"))


def test_a_file_system_is_told_by_its_mount() -> None:
    assert file_system(Path("/proc")) == "proc"
    assert file_system(Path("/dev/shm")) == "tmpfs"


def test_memory_has_no_channel() -> None:
    assert complaint([SHARED]) == ""


def test_a_runtime_elsewhere_is_named() -> None:
    told = complaint([SHARED, replace(HERE, root=Path("/proc"))])
    assert "here on proc" in told
    assert "shared on" not in told
