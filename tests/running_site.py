"""A real site for tests: ``manage.py up`` with a folder of state of its own."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
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

    @property
    def log(self) -> str:
        """What `up` has said."""
        return (self.var / "up.log").read_text()

    def manage(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(ROOT / "manage.py"), *words]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)

    def programs(self) -> dict[str, int]:
        """The process id of each program that runs now."""
        found = {}
        for status in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                if int(status.read_text().rsplit(")", 1)[1].split()[1]) == self.process.pid:
                    words = (status.parent / "cmdline").read_text().split("\0")
                    found[program_name(words)] = int(status.parent.name)
        return found


def program_name(words: list[str]) -> str:
    known = {"uvicorn": "web", "results": "results", "trials,interviews": "trials"}
    known |= {"submissions,packages": "submissions", "demo_submission": "demo"}
    return next((name for word, name in known.items() if word in words), "redis")


@contextmanager
def run_site(
    var: Path, *options: str, keep_state: bool = False, variables: Mapping[str, str] | None = None
) -> Iterator[RunningSite]:
    var.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not keep_state:
        empty(var)
    port = free_port()
    log = var / "up.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, str(ROOT / "manage.py"), "up", "--port", str(port), "--no-apt", *options],
            env={**environment(var), **(variables or {})},
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
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.wait(60)


def wait_until_it_runs(process: subprocess.Popen[str], log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while "Lossless is running" not in log.read_text():
        if process.poll() is not None or time.monotonic() > end:
            raise RuntimeError(f"the site did not start:\n{log.read_text()}")
        time.sleep(0.1)


def environment(var: Path) -> dict[str, str]:
    """As a person's terminal has it: nothing of the tests' own surroundings but the folder of state. One
    problem is enough for them: the data of each are built by a judge that tests wait for."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("LOSSLESS_", "DJANGO_"))}
    return {**own, "LOSSLESS_VAR": str(var), "LOSSLESS_PROBLEMS": "lz77"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
