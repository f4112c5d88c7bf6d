"""The judge's working process, as seen from the process that speaks to the queue.

One JSON object a line each way. The working process spawns sandboxes, so what it says is read like a
stranger's words: lines of bounded length that hold an object, nothing else.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any, cast

from judge.lines import ChildDied, Lines

__all__ = ["Child", "ChildDied"]

MAX_LINE_BYTES = 16 * 1024 * 1024
_ROOT = Path(__file__).resolve().parent.parent
# Everything the working process may know of its surroundings; no address of the queue, no secret.
_VARIABLES = (
    *("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "PYTHONPATH"),
    *("LOSSLESS_VAR", "LOSSLESS_STORAGE", "LOSSLESS_MEASURE_CORE", "LOSSLESS_DATA_SEED"),
    *("LOSSLESS_SANDBOX", "LOSSLESS_OCI_RUNTIME", "LOSSLESS_IDLE_SANDBOXES"),
    *("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"),
    *("AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL"),
)


class Child:
    """A started ``python -m judge.serve``, or another module that talks like it. It dies with the thread that
    started it."""

    def __init__(self, module: str = "judge.serve") -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={name: os.environ[name] for name in _VARIABLES if name in os.environ},
            cwd=_ROOT,
            # Ctrl-C at a terminal is for the worker, which then ends the child itself.
            start_new_session=True,
        )
        self._lines = Lines(cast("IO[bytes]", self._process.stdout), MAX_LINE_BYTES)

    @property
    def pid(self) -> int:
        return self._process.pid

    def ask(self, request: Mapping[str, Any]) -> None:
        """Send a request. Raises ChildDied."""
        stdin = self._process.stdin
        try:
            if stdin:
                stdin.write(json.dumps(request).encode() + b"\n")
                stdin.flush()
        except OSError as error:
            raise ChildDied(self._ending()) from error

    def messages(self, tick: float) -> Iterator[dict[str, Any] | None]:
        """What it says, for ever; None whenever it was silent for ``tick`` seconds. Raises ChildDied."""
        while True:
            try:
                message = self._lines.next(tick)
            except EOFError as error:
                raise ChildDied(self._ending()) from error
            yield message

    def kill(self) -> None:
        """End it and all sandboxes, which die with it, at once."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with contextlib.suppress(OSError):
                    stream.close()

    def _ending(self) -> str:
        try:
            code = self._process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            return "the judge's working process closed its pipe"
        return f"the judge's working process ended with code {code}"
