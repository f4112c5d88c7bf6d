"""One judge at work: takes a job, has it done by the working process, passes its messages on.

Knows neither Celery nor how a sandbox is made.
"""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from judge.child import Child, ChildDied
from judge.errors import UsageError
from judge.job import SCHEMA, Job
from judge.report import is_searched

TICK_SECONDS = 0.5
# The longest that a job of each kind may take, all its stages together.
DEADLINE_SECONDS = {"trial": 180, "judge": 1_200, "prepare": 3_600, "peers": 3_600, "verify": 7_200}
ABOUT_SECONDS = 180
RETRY_SELFTEST_SECONDS = 60
_JOBS_PER_CHILD = 100
# The search for a failing input ends by itself long before; who waits next must not wait for more.
SEARCH_SECONDS = 20
_LAST = ("report", "fault")
_TYPES = ("stage", "data_set", *_LAST)

log = logging.getLogger(__name__)

Message = dict[str, Any]
Send = Callable[[Message], None]


class Stopping(Exception):
    """The worker is being stopped; the job is to be given to another."""


class Heart(Protocol):
    """What a station needs of ``judge.heart.Heart``."""

    def says(self, **fields: Any) -> None: ...

    def is_cancelled(self, job: str) -> bool: ...

    def others_wait(self) -> bool: ...


class Station:
    """``heart`` is told what goes on and asked about cancelled jobs."""

    def __init__(self, heart: Heart) -> None:
        self._heart = heart
        self._child: Child | None = None
        self._done = 0
        self._stopping = threading.Event()

    def open(self, check: Callable[[], None]) -> None:
        """Return once the self-test has passed; without that, no job is taken.

        ``check`` is called while it waits, and may raise to end the waiting.
        """
        while not self._examine():
            until = time.monotonic() + RETRY_SELFTEST_SECONDS
            while time.monotonic() < until:
                check()
                time.sleep(TICK_SECONDS)

    def perform(self, raw: Mapping[str, Any], send: Send) -> None:
        """Do one job; ``send`` gets its messages, stamped. Raises Stopping."""
        try:
            job = Job.from_dict(raw)
        except (UsageError, LookupError, TypeError, ValueError) as error:
            log.error("a job that cannot be read is dropped: %s", error)
            return
        if self._heart.is_cancelled(job.id):
            return
        stamp = {"schema": SCHEMA, "job": job.id, "attempt": job.attempt}
        self._heart.says(busy=job.id)
        try:
            self._follow(job, raw, lambda message: send({**message, **stamp}))
        except ChildDied as death:
            self._replace()
            send({"type": "fault", "why": str(death), **stamp})
        finally:
            self._heart.says(busy=None)

    def close(self) -> None:
        """End the working process and whatever it is doing."""
        self._stopping.set()
        if self._child:
            self._child.kill()

    def _follow(self, job: Job, raw: Mapping[str, Any], send: Send) -> None:
        child = self._ready_child()
        child.ask({"ask": "run", "job": raw})
        end = time.monotonic() + DEADLINE_SECONDS[job.kind]
        next_look = 0.0
        for message in child.messages(TICK_SECONDS):
            if message and message.get("type") in _TYPES:
                send(message)
                if message["type"] in _LAST:
                    if is_searched(job.kind, message):
                        self._follow_search(child, job, send)
                    return
            now = time.monotonic()
            if now > end:
                raise ChildDied(f"the job took longer than {DEADLINE_SECONDS[job.kind]} s")
            if now >= next_look:
                next_look = now + TICK_SECONDS
                if self._heart.is_cancelled(job.id):
                    self._replace()
                    return

    def _follow_search(self, child: Child, job: Job, send: Send) -> None:
        """After the report: pass on the small failing input. Whatever goes wrong costs the hint alone."""
        try:
            if not self._heard_of_search(child, job, send):
                self._drop_child()
        except ChildDied as death:
            log.warning("job %s has its report, and no failing input: %s", job.id, death)
            self._drop_child()

    def _heard_of_search(self, child: Child, job: Job, send: Send) -> bool:
        """Whether the search came to its end; it is told to when another job waits."""
        end = time.monotonic() + SEARCH_SECONDS
        was_told = False
        for message in child.messages(TICK_SECONDS):
            if message and message.get("type") in ("failing_input", "end"):
                if message["type"] == "failing_input":
                    send(message)
                return True
            if time.monotonic() > end or self._heart.is_cancelled(job.id):
                return False
            if not was_told and self._heart.others_wait():
                was_told = True
                child.ask({"ask": "stop"})
        return False

    def _examine(self) -> bool:
        """Ask the working process what it can do, and put the answer up for the site to see."""
        try:
            about = self._about()
        except ChildDied as death:
            self._replace()
            about = {"selftest": {"ok": False, "message": str(death)}}
        self._heart.says(**about)
        fit = about.get("selftest", {}).get("ok") is True
        if not fit:
            log.error("this judge takes no work: %s", about["selftest"].get("message"))
        return fit

    def _about(self) -> Message:
        child = self._ready_child()
        child.ask({"ask": "about"})
        end = time.monotonic() + ABOUT_SECONDS
        for message in child.messages(TICK_SECONDS):
            if message and message.pop("type", None) == "about":
                return message
            if time.monotonic() > end:
                break
        raise ChildDied(f"the self-test took longer than {ABOUT_SECONDS} s")

    def _ready_child(self) -> Child:
        if self._stopping.is_set():
            raise Stopping
        child = self._child
        if child is None or self._done >= _JOBS_PER_CHILD:
            child = self._replace()
        self._done += 1
        return child

    def _drop_child(self) -> None:
        """End the working process; the next job gets a new one."""
        child, self._child = self._child, None
        if child:
            with contextlib.suppress(OSError):
                child.kill()

    def _replace(self) -> Child:
        """A new working process; the first thing it does is to sweep up after the old one."""
        self._drop_child()
        if self._stopping.is_set():
            raise Stopping
        self._child = child = Child()
        self._done = 0
        return child
