"""What a judge and the site tell each other in Redis beside the queue: "I live", "stop this job"."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import threading
import time
from collections.abc import Mapping
from typing import Any

import redis

from judge.queues import is_for_packages

ALIVE = "lossless:judge:"
CANCEL = "lossless:cancel:"
EXPIRY_SECONDS = 30
RENEWAL_SECONDS = 10
_TIMEOUTS = {"socket_timeout": 5, "socket_connect_timeout": 2, "health_check_interval": 5}


class Heart:
    """Renews this judge's key until ``stop``. While Redis is away, nothing is lost but the news."""

    def __init__(self, address: str, queues: tuple[str, ...]) -> None:
        self._redis = redis.Redis.from_url(address, **_TIMEOUTS)
        self.reads = queues
        self.name = f"{socket.gethostname()}-{os.getpid()}"
        self._says: dict[str, Any] = {"name": self.name, "queues": list(queues)}
        self._says |= {"since": time.time(), "busy": None}
        self._says["selftest"] = {"ok": False, "message": "the self-test has not run yet"}
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="heart", daemon=True)

    @property
    def languages(self) -> tuple[str, ...]:
        """Those whose self-test has passed, as the key says."""
        return tuple(self._says.get("languages", ()))

    @property
    def said(self) -> Mapping[str, Any]:
        """All that the key says."""
        return self._says

    def start(self) -> None:
        self._thread.start()

    def says(self, **fields: Any) -> None:
        """Change what the key says, at once."""
        self._says = {**self._says, **fields}
        self._renew()

    def is_cancelled(self, job: str) -> bool:
        """Whether the site said to stop the job; False while Redis cannot be asked."""
        with contextlib.suppress(redis.RedisError):
            return bool(self._redis.exists(f"{CANCEL}{job}"))
        return False

    def others_wait(self) -> bool:
        """Whether somebody's job waits in a queue of this judge; False while Redis cannot be asked.

        Packages do not count: their jobs take minutes, and nobody notices some seconds more.
        """
        with contextlib.suppress(redis.RedisError):
            return any(self._redis.llen(queue) for queue in self.reads if not is_for_packages(queue))
        return False

    def stop(self) -> None:
        """Leave the list of living judges now rather than in half a minute."""
        self._stopped.set()
        with contextlib.suppress(redis.RedisError):
            self._redis.delete(f"{ALIVE}{self.name}")

    def _beat(self) -> None:
        while not self._stopped.is_set():
            self._renew()
            self._stopped.wait(RENEWAL_SECONDS)

    def _renew(self) -> None:
        if self._stopped.is_set():
            return
        said: Mapping[str, Any] = self._says
        with contextlib.suppress(redis.RedisError):
            self._redis.set(f"{ALIVE}{self.name}", json.dumps(said), ex=EXPIRY_SECONDS)
