"""Runs the programs of set-up: output into a log, the time that passes onto the screen."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from config.bootstrap.failure import Failure, last_words

SAY_EVERY_SECONDS = 10
_HINTS = (
    (("No space left", "Errno 28", "ENOSPC"), "Free some disk space, then run the same command again."),
    (("THESE PACKAGES DO NOT MATCH", "EINTEGRITY"), "A download is not what was locked: clear the package "
     "cache and run the same command again; if that does not help, restore the lock files from git."),
    (("Could not find a version", "No matching distribution", "ConnectionError", "ConnectTimeout",
      "NewConnectionError", "name resolution", "ENOTFOUND", "ECONNREFUSED", "ETIMEDOUT", "EAI_AGAIN", "timed out",
      "Could not resolve"),
     "Check that this machine reaches its package index, then run the same command again."),
    (("Permission denied", "EACCES"), "Run it as the user who owns this folder."),
)  # fmt: skip


def say(text: str) -> None:
    print(text, flush=True)


class Step:
    """One line on the screen: what is done, and how long it takes."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.start = time.monotonic()
        self._said = self.start
        self._on_terminal = sys.stdout.isatty()

    def tick(self) -> None:
        now = time.monotonic()
        if self._on_terminal:
            print(f"\r  {self.title} … {self.seconds:.0f} s", end="", flush=True)
        elif now - self._said >= SAY_EVERY_SECONDS:
            self._said = now
            say(f"  {self.title} … {self.seconds:.0f} s")

    def end(self, sign: str) -> None:
        say(f"{chr(13) if self._on_terminal else ''}{sign} {self.title} ({self.seconds:.0f} s)   ")

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.start


def run(
    title: str,
    command: Sequence[str | Path],
    log: Path,
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
) -> None:
    """Run to the end. Raises Failure with the last lines of the output."""
    step = Step(title)
    code, output = logged(step, command, log, cwd=cwd, env=env)
    step.end("✗" if code else "✓")
    if code:
        raise failed(title, output, log)


def logged(
    step: Step,
    command: Sequence[str | Path],
    log: Path,
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
) -> tuple[int, str]:
    """Exit code and output, which is appended to the log too."""
    log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with log.open("ab") as stream:
        stream.write(f"\n$ {' '.join(map(str, command))}\n".encode())
        stream.flush()
        begin = stream.tell()
        code = _wait(step, command, stream.fileno(), cwd, env)
    with log.open("rb") as stream:
        stream.seek(begin)
        return code, stream.read().decode(errors="replace")


def failed(title: str, output: str, log: Path) -> Failure:
    fix = next(
        (fix for signs, fix in _HINTS if any(sign in output for sign in signs)),
        "Mend what is named there, then run the same command again.",
    )
    return Failure(f"{title}: failed", last_words(output), f"{fix}\nAll of its output: {log}")


def _wait(
    step: Step, command: Sequence[str | Path], output: int, cwd: Path | None, env: Mapping[str, str] | None
) -> int:
    try:
        process = subprocess.Popen(
            list(map(str, command)),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd=cwd,
            env={**os.environ, **(env or {})},
        )
    except OSError as error:
        os.write(output, f"{error}\n".encode())
        return 127
    try:
        return _ticking(step, process)
    except BaseException:
        process.terminate()
        process.wait()
        raise


def _ticking(step: Step, process: subprocess.Popen[bytes]) -> int:
    while True:
        try:
            return process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            step.tick()
