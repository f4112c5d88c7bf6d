"""What the clock of a tree of processes makes of processes that end while it counts."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import pytest

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
