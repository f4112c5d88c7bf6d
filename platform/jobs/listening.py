"""One subscription to Redis for each process, handed out to everyone who waits for a job."""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from weakref import WeakKeyDictionary

from redis.exceptions import RedisError

from jobs.connection import listening_connection
from jobs.publish import EVENTS

RECONNECT_SECONDS = 1.0

log = logging.getLogger(__name__)


class Watch:
    """Several changes that come while one is being shown count as one."""

    def __init__(self) -> None:
        self.changed = asyncio.Event()

    async def wait(self, seconds: float) -> None:
        """Until the job changed, or so many seconds passed."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self.changed.wait(), seconds)
        self.changed.clear()


class Hub:
    """Listens while somebody watches; a new connection wakes everyone, for what was missed."""

    def __init__(self) -> None:
        self.is_connected = False
        self._watches: dict[str, set[Watch]] = defaultdict(set)
        self._listener: asyncio.Task[None] | None = None

    @contextmanager
    def watch(self, job: uuid.UUID) -> Iterator[Watch]:
        watch = Watch()
        self._watches[str(job)].add(watch)
        if self._listener is None or self._listener.done():
            self._listener = asyncio.get_running_loop().create_task(self._listen())
        try:
            yield watch
        finally:
            self._drop(str(job), watch)

    def _drop(self, job: str, watch: Watch) -> None:
        self._watches[job].discard(watch)
        if not self._watches[job]:
            del self._watches[job]
        if not self._watches and self._listener is not None:
            self._listener.cancel()
            self._listener = None
            self.is_connected = False

    async def _listen(self) -> None:
        while not is_cancelled():
            try:
                await self._pass_on()
            except (RedisError, OSError) as error:
                log.warning("live pages look at the database instead of listening: %s", error)
            self.is_connected = False
            await asyncio.sleep(RECONNECT_SECONDS)

    async def _pass_on(self) -> None:
        client = listening_connection()
        try:
            async with client.pubsub() as subscription:
                await subscription.psubscribe(f"{EVENTS}*")
                if is_cancelled():
                    return
                async for message in subscription.listen():
                    self._on_message(message)
        finally:
            await client.aclose()

    def _on_message(self, message: dict[str, object]) -> None:
        if message["type"] == "psubscribe":
            # From here on nothing is missed; what came before is read once more.
            self.is_connected = True
            self._wake(*self._watches)
        elif isinstance(channel := message["channel"], bytes):
            self._wake(channel.decode().removeprefix(EVENTS))

    def _wake(self, *jobs: str) -> None:
        for job in jobs:
            for watch in self._watches.get(job, ()):
                watch.changed.set()


def is_cancelled() -> bool:
    """Whether this task was told to end: the client swallows that while it connects."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()


def hub() -> Hub:
    """The hub of the running event loop; a server has one."""
    return _hubs.setdefault(asyncio.get_running_loop(), Hub())
