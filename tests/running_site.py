"""A real site for tests: ``manage.py up`` with a folder of state of its own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from config.bootstrap.places import ROOT
from tests.environment import empty

START_SECONDS = 180


@dataclass(frozen=True)
class RunningSite:
    url: str
    var: Path
    passwords: dict[str, str]
    process: subprocess.Popen[str]

    @property
    def environment(self) -> dict[str, str]:
        """For management commands that speak to this site."""
        return environment(self.var)


@contextmanager
def run_site(var: Path, *options: str, keep_state: bool = False) -> Iterator[RunningSite]:
    var.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not keep_state:
        empty(var)
    port = free_port()
    log = var / "up.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, str(ROOT / "manage.py"), "up", "--port", str(port), "--no-apt", *options],
            env=environment(var),
            stdout=output,
            stderr=output,
            text=True,
        )
    try:
        wait_until_it_runs(process, log)
        demo = var / "demo.json"
        passwords = json.loads(demo.read_text()) if demo.exists() else {}
        yield RunningSite(f"http://127.0.0.1:{port}", var, passwords, process)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


def wait_until_it_runs(process: subprocess.Popen[str], log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while "Lossless is running" not in log.read_text():
        if process.poll() is not None or time.monotonic() > end:
            raise RuntimeError(f"the site did not start:\n{log.read_text()}")
        time.sleep(0.1)


def environment(var: Path) -> dict[str, str]:
    """As a person's terminal has it: nothing of the tests' own surroundings but the folder of state."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("LOSSLESS_", "DJANGO_"))}
    return {**own, "LOSSLESS_VAR": str(var)}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
