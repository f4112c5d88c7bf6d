"""What is made of processes that end, or are called something odd, while they are counted."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from judge.sandbox import cgroups
from judge.sandbox.limits import Limits
from judge.sandbox.metering import ProcessTree

# Enough to meet many a process between the listing of its name and its end.
LOOKS = 4_000
SHORT_LIVES = "while :; do (:) & (:) & (:) & (:) & wait; done"


@pytest.fixture
def busy() -> Iterator[int]:
    with subprocess.Popen(["sh", "-c", SHORT_LIVES]) as process:
        yield process.pid
        process.kill()


def test_processes_may_end_while_they_are_counted(busy: int) -> None:
    meter = ProcessTree(Limits())
    meter.follow(busy)
    seen = [meter.cpu() for _ in range(LOOKS)]
    assert 0 < seen[-1] == max(seen)


def test_a_process_may_be_called_by_any_bytes(tmp_path: Path) -> None:
    odd = os.fsencode(tmp_path) + b"/\xff)"
    shutil.copy(shutil.which("sleep") or "", odd)
    meter = ProcessTree(Limits())
    with subprocess.Popen([odd, "60"]) as process:
        meter.follow(process.pid)
        peak, _ = meter.peak(), meter.cpu()
        process.kill()
    assert peak > 0


def test_processes_of_other_namespaces_are_not_taken_for_ourselves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed: list[int] = []
    monkeypatch.setattr(os, "kill", lambda pid, _: killed.append(pid))
    monkeypatch.setattr(cgroups.time, "sleep", lambda _: None)
    members = tmp_path / "cgroup.procs"
    members.write_text("0\n123456789\n")
    cgroups._kill_all(members)
    assert set(killed) == {123456789}
