"""Sandboxes that are ready before they are asked for: started, locked down, never used.

    with take(runtime, limits, core) as sandbox:
        ...

What is taken is used once, like any other sandbox, and what is taken is replaced. The first of a kind is
started when it is asked for; how many wait afterwards follows from how often none was there. All of them
end with the process, or when they have waited in vain for ten minutes.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import logging
import os
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from judge.core import other_cores
from judge.errors import JudgeError
from judge.sandbox.box import Sandbox
from judge.sandbox.limits import MIB, Limits
from judge.sandbox.runtime import Runtime

MOST_IDLE = 4
KEPT_SECONDS = 600.0
# Starting one holds locks of the kernel that ending one needs: what was just taken is left alone so long, while
# more than half of what should wait is there.
LULL_SECONDS = 0.03
# Between two tries of the thread when something is wrong that it does not know.
_AFTER_A_FAULT_SECONDS = 1.0
# Memory of the machine that waiting sandboxes must leave to those that work.
_SPARE_BYTES = 1024 * MIB

log = logging.getLogger(__name__)


def take(runtime: Runtime, limits: Limits | None = None, core: int | None = None) -> Sandbox:
    """A ready sandbox that has read nothing yet; close it. ``core``: the only one it may run on. Raises
    JudgeError, and must be called from a thread that outlives the sandbox, as ``Sandbox.start``."""
    return _pool().take(runtime, limits or Limits(), core)


@contextmanager
def quiet() -> Iterator[None]:
    """While speed is measured nothing is started beside it; what is ready can still be taken."""
    with _pool().quiet():
        yield


def close() -> None:
    """End all that wait in this process. The next ``take`` begins anew."""
    _pool().close()
    _pool.cache_clear()


def most_idle() -> int:
    """LOSSLESS_IDLE_SANDBOXES: how many of each kind may wait; 0 for none."""
    named = os.environ.get("LOSSLESS_IDLE_SANDBOXES", "")
    return int(named) if named.isdigit() else MOST_IDLE


@dataclass(frozen=True)
class Kind:
    """What cannot be changed any more when a sandbox is started."""

    runtime: Runtime
    threads: int


@dataclass
class Shelf:
    """The waiting sandboxes of a kind, each with the time since when, and how many should wait."""

    limits: Limits
    wanted: int = 0
    ready: deque[tuple[float, Sandbox]] = field(default_factory=deque)


class Pool:
    """Waiting sandboxes and the thread that starts them. ``most``: how many of each kind may wait."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._shelves: dict[Kind, Shelf] = {}
        self._changed = threading.Condition()
        self._quiet = 0
        self._taken = 0.0
        self._closed = False
        # A sandbox dies with the thread that started it, so one thread starts all, and never ends.
        self._thread = threading.Thread(target=self._serve, name="sandbox-pool", daemon=True)

    def take(self, runtime: Runtime, limits: Limits, core: int | None) -> Sandbox:
        """One that waits, else one that is started now."""
        if not runtime.pooled or not self.most:
            return Sandbox.start(runtime, limits, core=core)
        cores = os.sched_getaffinity(0) if core is None else {core}
        while (sandbox := self._next(Kind(runtime, limits.threads), limits)) is not None:
            try:
                sandbox.hand_over(limits, cores)
            except JudgeError:  # It died while it waited; the next one may live.
                sandbox.close()
            else:
                return sandbox
        return Sandbox.start(runtime, limits, core=core)

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Start none meanwhile."""
        with self._changed:
            self._quiet += 1
        try:
            yield
        finally:
            with self._changed:
                self._quiet -= 1
                self._changed.notify_all()

    def idle(self) -> int:
        """How many wait now."""
        with self._changed:
            return sum(len(shelf.ready) for shelf in self._shelves.values())

    def close(self) -> None:
        """End all that wait, and start no more."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join()

    def _next(self, kind: Kind, limits: Limits) -> Sandbox | None:
        with self._changed:
            shelf = self._shelves.setdefault(kind, Shelf(limits))
            shelf.limits = limits
            self._taken = time.monotonic()
            if not shelf.ready:
                shelf.wanted = min(self.most, 2 * shelf.wanted or 1)
            if self._thread.ident is None and not self._closed:
                self._thread.start()
            self._changed.notify_all()
            # The youngest: the others are sooner old enough to go where there is little to do.
            return shelf.ready.pop()[1] if shelf.ready else None

    # What the thread does

    def _serve(self) -> None:
        with contextlib.suppress(OSError):  # The machine may keep us from the others.
            os.sched_setaffinity(0, other_cores() or os.sched_getaffinity(0))
        while not self._closed:
            try:
                self._look_after()
            except Exception:  # Its end would be that of all it started, also of those in use.
                log.exception("the pool of sandboxes could not be looked after")
                time.sleep(_AFTER_A_FAULT_SECONDS)
        # Here, since what the thread started would be killed at its end, and leave its traces.
        for sandbox in self._emptied():
            sandbox.close()

    def _look_after(self) -> None:
        """End what is too old, start what is lacking, wait where there is nothing to do."""
        for sandbox in self._outdated():
            sandbox.close()
        if not self._fill():
            with self._changed:
                if not self._closed and self._lacking() is None:
                    self._changed.wait(self._pause())

    def _emptied(self) -> list[Sandbox]:
        with self._changed:
            left = [sandbox for shelf in self._shelves.values() for _, sandbox in shelf.ready]
            self._shelves.clear()
            return left

    def _outdated(self) -> list[Sandbox]:
        """Taken off the shelves: what has waited too long, which also says that so many are not wanted."""
        found = []
        limit = time.monotonic() - KEPT_SECONDS
        with self._changed:
            for shelf in self._shelves.values():
                while shelf.ready and shelf.ready[0][0] < limit:
                    found.append(shelf.ready.popleft()[1])
                    shelf.wanted = len(shelf.ready)
        return found

    def _fill(self) -> bool:
        """Start one that is lacking; whether there may be more to do at once."""
        with self._changed:
            kind = self._lacking()
            limits = self._shelves[kind].limits if kind else Limits()
        if kind is None:
            return False
        try:
            sandbox = Sandbox.start(kind.runtime, limits)
        except (JudgeError, OSError) as error:  # Who takes the next one starts it himself, and hears why not.
            log.warning("no %s sandbox is kept ready: %s", kind.runtime.name, error)
            self._shelves[kind].wanted = 0
            return True
        with self._changed:
            self._shelves[kind].ready.append((time.monotonic(), sandbox))
        return True

    def _lacking(self) -> Kind | None:
        """The kind of which the fewest wait, and fewer than should, where there is memory for one more."""
        if self._quiet or _available_bytes() < _SPARE_BYTES:
            return None
        busy = time.monotonic() < self._taken + LULL_SECONDS
        waiting = {kind: len(shelf.ready) for kind, shelf in self._shelves.items()}
        lacking = [
            kind
            for kind, shelf in self._shelves.items()
            if waiting[kind] < shelf.wanted and not (busy and waiting[kind] > shelf.wanted // 2)
        ]
        return min(lacking, key=waiting.__getitem__, default=None)

    def _pause(self) -> float:
        lull = self._taken + LULL_SECONDS - time.monotonic()
        return lull if lull > 0 else KEPT_SECONDS / 10


def _available_bytes() -> int:
    with open("/proc/meminfo") as lines:
        for line in lines:
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    return 0


@functools.cache
def _pool() -> Pool:
    pool = Pool(most_idle())
    atexit.register(pool.close)
    return pool


# A forked process has none of its parent's threads, and its parent's sandboxes are not its own.
os.register_at_fork(after_in_child=_pool.cache_clear)
