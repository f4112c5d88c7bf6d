"""A live sandbox: bubblewrap around the harness, spoken to by two pipes.

The parent opens no path that the inside can write, believes no exit code, time or text from it, and
checks every length before it allocates. CPU is read from outside; all CPU between two answers is
charged to the second, so work left for later is paid for.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import struct
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import TracebackType
from typing import Any

from judge.errors import JudgeError, UsageError
from judge.sandbox.limits import Limits, Outcome, Status
from judge.sandbox.metered import Files, Metered
from judge.sandbox.metering import new_meter
from judge.sandbox.reply import Reply
from judge.sandbox.runtime import Runtime
from judge.sandbox.slots import Slot
from judge.sandbox.spawn import Spawned
from judge.sandbox.texts import Text

_KILLED = 128 + signal.SIGKILL
_KILLED_BY_FILTER = 128 + signal.SIGSYS
_STEP_SECONDS = 0.05
_RELAY_SECONDS = 0.01
_LAST_WORDS = 2048
_DYING_SECONDS = 2.0
# Seconds of CPU for ``warmup``, whatever the limits say of calls.
WARM_UP_CPU = 30.0

# What a function may be called with: bytes, a whole number of 64 bits, what JSON can say, or data of which
# it may ask for parts.
Argument = bytes | int | float | str | bool | Sequence[Any] | Mapping[str, Any] | Metered | Files | None


class Sandbox:
    """One run of foreign code. Use as a context manager; nothing of it survives ``close``."""

    def __init__(self, runtime: Runtime, limits: Limits, core: int | None) -> None:
        self.limits = limits
        self._runtime = runtime
        self._dead: Outcome | None = None
        self._closed = False
        with contextlib.ExitStack() as undo:
            self._slot = Slot.take()
            if self._slot:
                undo.callback(self._slot.release)
            self._meter = new_meter(limits, runtime.policy)
            undo.callback(self._meter.close)
            self._spawned = Spawned(runtime, self._meter, self._slot)
            undo.callback(self._spawned.close)
            self._spawned.await_ready(self._meter, self._slot.uid if self._slot else os.geteuid())
            self._listen(undo)
            self._setup_cpu = self._meter.cpu()
            self.hand_over(limits, () if core is None else (core,))
            self._undo = undo.pop_all()

    @classmethod
    def start(cls, runtime: Runtime, limits: Limits | None = None, *, core: int | None = None) -> Sandbox:
        """Start and wait until the harness is locked down; no foreign byte has been read yet.

        ``core``: number of the only core it may run on, and all it starts. Must be called from a
        thread that outlives the sandbox. Raises JudgeError when it does not come up.
        """
        return cls(runtime, limits or Limits(), core)

    def hand_over(self, limits: Limits, cores: Collection[int]) -> None:
        """Before its first request: what it may use from now on, and the only cores for that, where any are
        named. Threads are limited at the start, and stay so. What was used before is set-up. Raises
        JudgeError when it is dead by now."""
        self.limits = limits
        try:
            self._meter.limit_memory(limits.memory, self._runtime.policy.spare_addresses)
            if cores:
                self._spawned.move_to(cores)
            self._ready_cpu = self._charged = self._meter.cpu()
            self._spawned.check_alive()
        except OSError as error:
            raise JudgeError(f"the sandbox is not what it was: {error}") from error

    def strip(self, source: bytes) -> Outcome:
        """Parse a source without running it; the output lacks comments and docstrings."""
        return self._exchange(b"S" + _block(source), self.limits.load_cpu, 4 * len(source) + 4096)

    def load(self, source: bytes, needed: Iterable[str] = ()) -> Outcome:
        """Execute the submission's file. COMPILE, with the reason in ``text``, when it does not parse,
        raises, or does not define the ``needed`` functions; the text knows no data yet."""
        names = ",".join(needed).encode()
        return self._exchange(b"L" + _block(names) + _block(source), self.limits.load_cpu, 0)

    def call(
        self,
        name: str,
        *arguments: Argument,
        cpu: float | None = None,
        output: int | None = None,
    ) -> Outcome:
        """Call a function of the submission. ``cpu`` in seconds and ``output`` in bytes take the
        place of the limits for this call."""
        return self._exchange(
            b"F" + _named(name, arguments),
            self.limits.cpu if cpu is None else cpu,
            self.limits.output if output is None else output,
            _metered(arguments),
        )

    def warm_up(self) -> Outcome:
        """Call the submission's ``warmup`` where it defines one: just-in-time compilers do their work here,
        in no measured time."""
        return self._exchange(b"W", WARM_UP_CPU, 0)

    def call_value(
        self,
        name: str,
        *arguments: Argument,
        cpu: float | None = None,
        output: int | None = None,
    ) -> Outcome:
        """As ``call``, for a function that returns a value: ``output`` is its JSON, yet unread. Arguments
        may be values themselves."""
        return self._exchange(
            b"V" + _named(name, arguments),
            self.limits.cpu if cpu is None else cpu,
            self.limits.output if output is None else output,
            _metered(arguments),
        )

    def stream(self, name: str, chunk: bytes | None, *, output: int | None = None) -> Outcome:
        """Give the stream that the function ``name`` makes its next chunk, or None at its end; what it
        answers to that. The first chunk opens it, the end closes it."""
        given = b"N" if chunk is None else b"B" + _block(chunk)
        limit = self.limits.output if output is None else output
        return self._exchange(b"T" + _block(name.encode()) + given, self.limits.cpu, limit)

    def echo(self, data: bytes) -> Outcome:
        """A call that does nothing: what carrying ``data`` both ways costs. Only believable in a
        sandbox whose code is trusted: a submission can make its own harness slow."""
        return self._exchange(b"E" + _block(data), self.limits.cpu, len(data))

    @property
    def stdout(self) -> bytes:
        """Standard output so far, at most ``limits.text`` bytes."""
        return self._printed(self._texts[0])

    @property
    def stderr(self) -> bytes:
        """Standard error so far, at most ``limits.text`` bytes."""
        return self._printed(self._texts[1])

    @property
    def accounting(self) -> str:
        """``v1``, ``v2`` or ``process``: what counts CPU and memory."""
        return self._meter.kind

    @property
    def setup_cpu(self) -> float:
        """CPU seconds of start-up, before any foreign code; 0 where only the process is counted."""
        return self._setup_cpu

    def cpu(self) -> float:
        """All CPU seconds since the sandbox was ready, also what no outcome has been charged yet."""
        return self._meter.cpu() - self._ready_cpu

    def unpaid_cpu(self) -> float:
        """CPU seconds since the last outcome, which the next one would be charged."""
        return max(0.0, self._meter.cpu() - self._charged)

    def peak_memory(self) -> int:
        """Largest memory of the sandbox so far, bytes."""
        return self._meter.peak()

    def close(self) -> None:
        """Kill everything inside, reap it and remove its traces from the host."""
        if not self._closed:
            self._closed = True
            self._drain_texts()
            self._undo.close()

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # Asking

    def _exchange(
        self, frame: bytes, cpu_limit: float, output_limit: int, metered: Metered | None = None
    ) -> Outcome:
        """Send a request, take one answer, within the limits. A dead sandbox stays dead."""
        if self._dead:
            return self._dead
        started = time.monotonic()
        token = os.urandom(4)
        reply = Reply(output_limit, token, metered)
        status = self._converse(frame + token, reply, cpu_limit, started + self.limits.wall(cpu_limit))
        if status is Status.FAULT:
            status = self._cause_of_death(ends=reply.is_closed)
        elif status in (Status.COMPILE, Status.ERROR):
            # Only before data came may the inside choose words that a candidate is shown.
            status = Status.COMPILE if frame[:1] in b"SLW" else Status.ERROR
        outcome = self._outcome(status, reply, cpu_limit, started)
        if outcome.status not in (Status.OK, Status.COMPILE, Status.ERROR):
            self._dead = outcome
            self._spawned.kill()
        return outcome

    def _converse(self, frame: bytes, reply: Reply, cpu_limit: float, wall_end: float) -> Status:
        """Write the request and read the answer; FAULT when the other side is gone."""
        cpu_end = self._charged + cpu_limit
        rest = self._send(memoryview(frame))
        if rest:
            self._selector.register(self._spawned.jobs, selectors.EVENT_WRITE)
        next_check = time.monotonic() + _STEP_SECONDS
        while True:
            for key, _ in self._selector.select(_STEP_SECONDS):
                if key.fd == self._spawned.results:
                    status = reply.read(key.fd)
                    if status is not None:
                        return status
                    more = reply.take_question()
                    if more and rest:  # Who asks has read all that was sent, or is up to something.
                        return Status.FAULT
                    if more and (rest := self._send(memoryview(more))):
                        self._selector.register(self._spawned.jobs, selectors.EVENT_WRITE)
                elif key.fd == self._spawned.jobs:
                    rest = self._send(rest)
                    if not rest:
                        self._selector.unregister(key.fd)
                elif not key.data.read():
                    self._selector.unregister(key.fd)
            now = time.monotonic()
            if now >= next_check:
                next_check = now + _STEP_SECONDS
                if self._meter.cpu() > cpu_end or now > wall_end:
                    return Status.TIME
            if sum(text.seen for text in self._texts) > self.limits.text_flood:
                return Status.OUTPUT

    def _send(self, rest: memoryview) -> memoryview:
        try:
            return rest[os.write(self._spawned.jobs, rest) :]
        except BlockingIOError:
            return rest
        except BrokenPipeError:
            return rest[len(rest) :]  # The results pipe is closed too, and says so.

    def _outcome(self, status: Status, reply: Reply, cpu_limit: float, started: float) -> Outcome:
        cpu = self._meter.cpu() - self._charged
        self._charged += cpu
        if status is Status.OK and cpu > cpu_limit:
            status = Status.TIME
        self._drain_texts()
        good = status is Status.OK
        return Outcome(
            status=status,
            output=reply.payload() if good else b"",
            text="" if good else reply.text() or self._last_words(),
            cpu=cpu,
            wall=time.monotonic() - started,
        )

    def _cause_of_death(self, *, ends: bool) -> Status:
        """The result pipe was closed, or something else than an answer was in it: why? Who ``ends`` is given
        time for that; who lives is killed, which does not change how one ended who was about to."""
        if not ends:
            self._spawned.kill()
        code = self._exit_code()
        if code is None:
            self._spawned.kill()
            return Status.ERROR
        if self._meter.out_of_memory(killed=ends and code == _KILLED):
            return Status.MEMORY
        return Status.VIOLATION if code == _KILLED_BY_FILTER else Status.ERROR

    def _exit_code(self) -> int | None:
        """None when it does not end. Who passes text on does not end before it got rid of it."""
        deadline = time.monotonic() + _DYING_SECONDS
        while not self._spawned.ends(_STEP_SECONDS):
            if time.monotonic() > deadline:
                return None
            self._drain_texts()
        return self._spawned.process.returncode

    # Listening

    def _listen(self, undo: contextlib.ExitStack) -> None:
        self._texts = tuple(
            Text(descriptor, self.limits.text) for descriptor in (self._spawned.out, self._spawned.err)
        )
        self._selector = undo.enter_context(selectors.DefaultSelector())
        self._selector.register(self._spawned.results, selectors.EVENT_READ)
        for text in self._texts:
            self._selector.register(text.descriptor, selectors.EVENT_READ, text)

    def _drain_texts(self) -> None:
        for text in self._texts:
            text.drain()

    def _printed(self, text: Text) -> bytes:
        if not self._closed and self._spawned.relays_text:
            # What was written before the answer may still be on its way.
            time.sleep(_RELAY_SECONDS)
            text.drain()
        return bytes(text.kept)

    def _last_words(self) -> str:
        return self.stderr[-_LAST_WORDS:].decode(errors="backslashreplace")


def _block(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


def _named(name: str, arguments: Sequence[Argument]) -> bytes:
    """The part of a request that says which function is called with what."""
    head = _block(name.encode()) + bytes([len(arguments)])
    return head + b"".join(map(_argument, arguments))


def _metered(arguments: Sequence[Argument]) -> Metered | None:
    """A call has one at most: questions do not name what they are about."""
    found = [value for value in arguments if isinstance(value, Metered)]
    found += [value.metered for value in arguments if isinstance(value, Files)]
    if len(found) > 1:
        raise UsageError(f"expected at most one metered argument, got {len(found)}")
    return found[0] if found else None


def _argument(value: Argument) -> bytes:
    if isinstance(value, bytes):
        return b"B" + _block(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return b"I" + struct.pack(">q", value)
    if isinstance(value, Metered):
        return b"D" + struct.pack(">Q", len(value.data))
    if isinstance(value, Files):
        table = json.dumps([list(row) for row in value.table]).encode()
        return b"G" + struct.pack(">Q", len(value.metered.data)) + _block(table)
    return b"J" + _block(json.dumps(value, allow_nan=False).encode())
