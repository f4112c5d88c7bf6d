"""Starts the program inside by the chosen backend and waits until it is locked down."""

from __future__ import annotations

import contextlib
import os
import re
import resource
import select
import signal
import subprocess
import time
from collections.abc import Collection
from pathlib import Path

from judge.errors import JudgeError
from judge.sandbox.backends import starter
from judge.sandbox.backends.plan import MOST_SIGNALS, Plan
from judge.sandbox.metering import Meter
from judge.sandbox.runtime import Runtime
from judge.sandbox.slots import Slot

READY_WALL_SECONDS = 60.0
OPEN_FILES = 64
_REAP_SECONDS = 5.0
_CHUNK = 1 << 16


class Spawned:
    """The program inside, and the judge's ends of its pipes.

    ``jobs`` is written, ``results``, ``out`` and ``err`` are read; all are non-blocking. The caller
    must spawn from a thread that outlives the sandbox: it dies with the thread that started it.
    """

    def __init__(self, runtime: Runtime, meter: Meter, slot: Slot | None) -> None:
        with contextlib.ExitStack() as ours, contextlib.ExitStack() as theirs:
            jobs_inside, self.jobs = _pipe(theirs, ours)
            self.results, results_inside = _pipe(ours, theirs)
            self.out, out_inside = _pipe(ours, theirs)
            self.err, err_inside = _pipe(ours, theirs)
            plan = Plan(runtime, meter, slot, jobs_inside, results_inside, out_inside, err_inside)
            try:
                self._running = starter()(plan)
            except (OSError, subprocess.SubprocessError) as error:
                raise JudgeError(f"the sandbox could not be started: {error}") from error
            for descriptor in (self.jobs, self.results, self.out, self.err):
                os.set_blocking(descriptor, False)
            self.process = self._running.process
            self.relays_text = self._running.relays_text
            self.pid = 0
            self._inside: int | None = None
            self._descriptors = ours.pop_all()

    def await_ready(self, meter: Meter, outside_uid: int) -> None:
        """Wait for the program's one trusted byte. Raises JudgeError when it does not come.

        No foreign code has run when it comes, so what precedes it can be believed.
        """
        if self._first_byte() != b"R":
            raise self._did_not_start()
        self.pid = self._running.inside()
        try:
            self._inside = os.pidfd_open(self.pid)
            self._descriptors.callback(os.close, self._inside)
            _check_outside_uid(self.pid, outside_uid)
            if outside_uid == os.geteuid():
                self._limit_threads(meter.thread_limit)
                # One user's sandboxes share what he may have of signals on the way: who could use it up would
                # be heard in the others.
                resource.prlimit(self.pid, resource.RLIMIT_SIGPENDING, (MOST_SIGNALS, MOST_SIGNALS))
        except OSError as error:
            raise JudgeError(f"the sandbox did not last: {error}") from error
        meter.follow(self.pid)

    def _limit_threads(self, most: int) -> None:
        """For programs that cannot lower their own limits, as those of Java and JavaScript, which have started
        threads of their own by now."""
        own = len(os.listdir(f"/proc/{self.pid}/task"))
        for limit, wanted in ((resource.RLIMIT_NOFILE, OPEN_FILES), (resource.RLIMIT_NPROC, own - 1 + most)):
            hard = resource.prlimit(self.pid, limit)[1]
            if most and (hard == resource.RLIM_INFINITY or hard > wanted):
                resource.prlimit(self.pid, limit, (wanted, wanted))

    def move_to(self, cores: Collection[int]) -> None:
        """Let what is inside run on these cores alone, and all it starts. Raises OSError when it is gone."""
        # Twice: what starts meanwhile may have been started by a thread that was yet to be moved.
        for _ in range(2):
            for thread in os.listdir(f"/proc/{self.pid}/task"):
                with contextlib.suppress(ProcessLookupError):  # A thread may end, as some of Java's do.
                    os.sched_setaffinity(int(thread), cores)

    def check_alive(self) -> None:
        """Raises OSError when it is gone, though perhaps not yet collected."""
        if self._inside is None or _is_readable(self._inside, 0):
            raise ProcessLookupError("it has ended")

    def ends(self, seconds: float) -> bool:
        """Whether what holds the program ends within ``seconds``, with its exit code."""
        return _ends(self.process, seconds) and self.process.poll() is not None

    def kill(self) -> None:
        """Kill the first process inside, and the kernel all others; its parent reaps it and ends."""
        if self._inside is None:
            self.process.kill()
            return
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._inside, signal.SIGKILL)

    def close(self) -> None:
        """Kill, reap, close the pipes, and remove what the backend left."""
        self.kill()
        if self.relays_text:
            self._discard_texts()
        if not _ends(self.process, _REAP_SECONDS):
            self.process.kill()
        self.process.wait()
        self._descriptors.close()
        self._running.close()

    def _discard_texts(self) -> None:
        """Who passes text on does not end before it got rid of all of it."""
        waiting, left = select.poll(), {self.out, self.err}
        for descriptor in left:
            waiting.register(descriptor, select.POLLIN)
        deadline = time.monotonic() + _REAP_SECONDS
        while left and time.monotonic() < deadline:
            for descriptor, _ in waiting.poll(1e3 * _REAP_SECONDS):
                if not os.read(descriptor, _CHUNK):
                    waiting.unregister(descriptor)
                    left.remove(descriptor)

    def _first_byte(self) -> bytes:
        if not _is_readable(self.results, READY_WALL_SECONDS):
            raise JudgeError(f"the sandbox did not start within {READY_WALL_SECONDS:g} s")
        return os.read(self.results, 1)

    def _did_not_start(self) -> JudgeError:
        self.kill()
        self.process.wait()
        with contextlib.suppress(BlockingIOError):
            why = os.read(self.err, 4096).decode(errors="replace").strip()
            return JudgeError(f"the sandbox did not start: {why or 'no reason given'}")
        return JudgeError("the sandbox did not start and gave no reason")


def _ends(process: subprocess.Popen[bytes], seconds: float) -> bool:
    """Wait for its end, not longer. A time limit of ``wait`` would look again and again, ever more rarely."""
    if process.poll() is not None:
        return True
    ended = os.pidfd_open(process.pid)
    try:
        return _is_readable(ended, seconds)
    finally:
        os.close(ended)


def _is_readable(descriptor: int, seconds: float) -> bool:
    waiting = select.poll()  # Not select: descriptors may have large numbers.
    waiting.register(descriptor, select.POLLIN)
    return bool(waiting.poll(1e3 * seconds))


def _check_outside_uid(pid: int, expected: int) -> None:
    """Inside everyone is nobody; what counts is who that is on the host, now and ever. Never root."""
    status = Path(f"/proc/{pid}/status").read_text()
    uids = re.search(r"^Uid:\s+(.*)$", status, re.MULTILINE)
    outside = {int(uid) for uid in uids.group(1).split()} if uids else set()
    mapped = {int(line.split()[1]) for line in Path(f"/proc/{pid}/uid_map").read_text().splitlines()}
    if outside != {expected} or 0 in mapped:
        raise JudgeError(f"the sandbox would run as host uid {outside or mapped} instead of {expected}")


def _pipe(reader: contextlib.ExitStack, writer: contextlib.ExitStack) -> tuple[int, int]:
    read_end, write_end = os.pipe2(os.O_CLOEXEC)
    reader.callback(os.close, read_end)
    writer.callback(os.close, write_end)
    return read_end, write_end
