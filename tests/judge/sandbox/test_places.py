"""Runtimes that strangers' code looks into lie where the kernel keeps no names that were asked in vain."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from judge.runtimes import SPECS, open_runtime, places
from judge.runtimes.places import folder_in_memory, runtime_folder

FOREIGN = ["python", "python-codecs", "python-scientific"]


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that passes for the machine's only tmpfs."""
    monkeypatch.setattr(places, "_places", lambda: iter([tmp_path]))
    return tmp_path


@pytest.mark.parametrize("name", FOREIGN)
def test_submissions_run_from_memory_where_there_is_some(sandbox: None, name: str) -> None:
    root = open_runtime(name).root
    assert root.parent == (folder_in_memory(name) or runtime_folder())


def test_every_runtime_of_a_package_is_one_for_submissions() -> None:
    assert [name for name, spec in SPECS.items() if spec.for_submissions] == [*FOREIGN, "python-torch"]


def test_the_folder_can_be_entered_by_all_and_changed_by_its_owner_alone(memory: Path) -> None:
    folder = folder_in_memory()
    assert folder == memory / f"lossless-{os.geteuid()}"
    assert folder.stat().st_mode & 0o777 == 0o755


def test_a_folder_that_others_may_change_is_not_used(memory: Path) -> None:
    (memory / f"lossless-{os.geteuid()}").mkdir()
    (memory / f"lossless-{os.geteuid()}").chmod(0o777)
    assert folder_in_memory() is None


def test_a_link_is_not_followed(memory: Path) -> None:
    (memory / "elsewhere").mkdir()
    (memory / f"lossless-{os.geteuid()}").symlink_to(memory / "elsewhere")
    assert folder_in_memory() is None


def test_without_room_the_disk_is_used(memory: Path) -> None:
    assert folder_in_memory("new", needed_bytes=1 << 62) is None
    (memory / f"lossless-{os.geteuid()}" / "built-0123").mkdir(parents=True)
    assert folder_in_memory("built", needed_bytes=1 << 62) is not None


def test_only_memory_from_which_programs_start_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_mounts", lambda: iter([("/dev/shm", "ext4"), ("/dev/shm", "overlay")]))
    assert list(places._places()) == []
