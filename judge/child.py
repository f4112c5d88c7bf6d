"""The judge's working process, as seen from the process that speaks to the queue.

One JSON object a line each way. The working process spawns sandboxes, so what it says is read like a
stranger's words: lines of bounded length that hold an object, nothing else.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

MAX_LINE_BYTES = 16 * 1024 * 1024
_CHUNK = 1 << 16
_ROOT = Path(__file__).resolve().parent.parent
# Everything the working process may know of its surroundings; no address of the queue, no secret.
_VARIABLES = (
    *("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "PYTHONPATH"),
    *("LOSSLESS_VAR", "LOSSLESS_STORAGE", "LOSSLESS_MEASURE_CORE", "LOSSLESS_DATA_SEED"),
    *("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"),
    *("AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL"),
)


class ChildDied(Exception):
    """The working process ended, or spoke out of form and was ended."""


class Child:
    """A started ``python -m judge.serve``. It dies with the thread that started it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "judge.serve"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={name: os.environ[name] for name in _VARIABLES if name in os.environ},
            cwd=_ROOT,
            # Ctrl-C at a terminal is for the worker, which then ends the child itself.
            start_new_session=True,
        )
        self._rest = bytearray()

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
            line = self._line(tick)
            yield None if line is None else self._object(line)

    def kill(self) -> None:
        """End it and all sandboxes, which die with it, at once."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with contextlib.suppress(OSError):
                    stream.close()

    def _line(self, tick: float) -> bytes | None:
        while (end := self._rest.find(b"\n")) < 0:
            if len(self._rest) > MAX_LINE_BYTES:
                raise ChildDied(f"the judge's working process wrote a line over {MAX_LINE_BYTES:,} bytes")
            if not self._read(tick):
                return None
        line = bytes(self._rest[:end])
        del self._rest[: end + 1]
        return line

    def _read(self, tick: float) -> bool:
        """Whether something came within the time."""
        try:
            descriptor = self._process.stdout.fileno() if self._process.stdout else -1
            if not select.select([descriptor], [], [], tick)[0]:
                return False
            data = os.read(descriptor, _CHUNK)
        except (OSError, ValueError) as error:  # Closed by ``kill`` from another thread.
            raise ChildDied(self._ending()) from error
        if not data:
            raise ChildDied(self._ending())
        self._rest += data
        return True

    def _object(self, line: bytes) -> dict[str, Any]:
        try:
            message = json.loads(line)
        except ValueError as error:
            raise ChildDied("the judge's working process wrote something that is not JSON") from error
        if not isinstance(message, dict):
            raise ChildDied("the judge's working process wrote something that is not an object")
        return message

    def _ending(self) -> str:
        try:
            code = self._process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            return "the judge's working process closed its pipe"
        return f"the judge's working process ended with code {code}"
