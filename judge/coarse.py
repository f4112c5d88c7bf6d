"""Progress of a judging, told on a coarse clock.

Code that sleeps, which costs it nothing, decides when the judge has something to tell. So that hidden data
cannot leave by the moments of messages, these leave at whole ticks alone; and of the speed stage, where
code could do so at every pair, nothing is told but that it goes on.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any

TICK_SECONDS = 2.0

Message = Mapping[str, Any]
Tell = Callable[[Message], None]


class CoarseClock:
    """A context: what is said to ``hear`` goes to ``tell`` at the next tick, at the latest at the end.

    ``tell`` is called from one thread at a time.
    """

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._waiting: list[Message] = []
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._tick, name="coarse clock", daemon=True)
        self._has_told_speed = False

    def hear(self, message: Message) -> None:
        """Keep a message until the next tick; only the newest stage counts."""
        if message["type"] == "stage" and message["stage"] == "speed":
            if self._has_told_speed:
                return
            self._has_told_speed = True
            message = {**message, "family": None, "done": 0, "total": 0}
        with self._lock:
            if message["type"] == "stage":
                self._waiting = [each for each in self._waiting if each["type"] != "stage"]
            self._waiting.append(message)

    def __enter__(self) -> CoarseClock:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()
        self._flush()

    def _tick(self) -> None:
        started = time.monotonic()
        while not self._ended.wait(TICK_SECONDS - (time.monotonic() - started) % TICK_SECONDS):
            self._flush()

    def _flush(self) -> None:
        with self._lock:
            waiting, self._waiting = self._waiting, []
        for message in waiting:
            self._tell(message)
