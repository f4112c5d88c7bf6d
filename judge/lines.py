"""Lines of JSON objects out of a pipe that a stranger writes to: bounded in length, objects and nothing else."""

from __future__ import annotations

import json
import os
import select
from typing import IO, Any

_CHUNK = 1 << 16


class ChildDied(Exception):
    """The working process ended, or spoke out of form and was ended."""


class Lines:
    """Reads ``stream``; a line may have ``limit`` bytes."""

    def __init__(self, stream: IO[bytes], limit: int) -> None:
        self._stream = stream
        self._limit = limit
        self._rest = bytearray()

    def next(self, tick: float) -> dict[str, Any] | None:
        """The next object; None after ``tick`` seconds of silence.

        Raises ChildDied for what is no object of bounded length, EOFError once the pipe is closed.
        """
        while (end := self._rest.find(b"\n")) < 0:
            if len(self._rest) > self._limit:
                raise ChildDied(f"the judge's working process wrote a line over {self._limit:,} bytes")
            if not self._read(tick):
                return None
        line = bytes(self._rest[:end])
        del self._rest[: end + 1]
        return _object(line)

    def _read(self, tick: float) -> bool:
        """Whether something came within the time."""
        try:
            descriptor = self._stream.fileno()
            if not select.select([descriptor], [], [], tick)[0]:
                return False
            data = os.read(descriptor, _CHUNK)
        except (OSError, ValueError) as error:  # Closed from another thread.
            raise EOFError from error
        if not data:
            raise EOFError
        self._rest += data
        return True


def _object(line: bytes) -> dict[str, Any]:
    try:
        message = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ChildDied("the judge's working process wrote something that is not JSON") from error
    if not isinstance(message, dict):
        raise ChildDied("the judge's working process wrote something that is not an object")
    return message
