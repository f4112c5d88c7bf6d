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
import subprocess
import time
from types import TracebackType

from judge.errors import JudgeError
from judge.sandbox.cgroups import Meter, new_meter
from judge.sandbox.limits import Limits, Outcome, Status
from judge.sandbox.runtime import Runtime
from judge.sandbox.slots import Slot
from judge.sandbox.syscalls import lower_limits, stage_one

_ANSWERS = {b"C": Status.COMPILE, b"X": Status.ERROR, b"M": Status.MEMORY}
_TEXT_LIMIT = 16 * 1024
_SIGSYS = 128 + signal.SIGSYS
_READY_WALL = 60.0
_STEP = 0.05
_SPARE_ADDRESSES = 256 * 1024 * 1024


class Sandbox:
    """One run of foreign code. Use as a context manager; nothing of it survives ``close``."""

    def __init__(self, runtime: Runtime, limits: Limits) -> None:
        self.limits = limits
        self.stdout = bytearray()
        self.stderr = bytearray()
        self.meter: Meter = new_meter(limits)
        self._slot = Slot.take()
        self._dead: Outcome | None = None
        self._flood = 0
        self._charged = 0.0
        self._closed = False
        try:
            self._spawn(runtime)
        except BaseException:
            self.meter.close()
            if self._slot:
                self._slot.release()
            raise

    @classmethod
    def start(cls, runtime: Runtime, limits: Limits | None = None) -> Sandbox:
        """Start and wait until the harness is locked down; no foreign byte has been read yet.

        Raises JudgeError when it does not come up.
        """
        sandbox = cls(runtime, limits or Limits())
        try:
            sandbox._await_ready()
        except BaseException:
            sandbox.close()
            raise
        return sandbox

    def strip(self, source: bytes) -> Outcome:
        """Parse a source without running it; the output lacks comments and docstrings."""
        frame = b"S" + _block(source)
        return self._exchange(frame, self.limits.load_cpu, 4 * len(source) + 4096)

    def load(self, source: bytes) -> Outcome:
        """Execute the submission's file. COMPILE for a file that does not parse."""
        return self._exchange(b"L" + _block(source), self.limits.load_cpu, 0)

    def call(
        self,
        name: str,
        *arguments: bytes | int,
        cpu: float | None = None,
        output: int | None = None,
    ) -> Outcome:
        """Call a function of the submission. ``cpu`` in seconds and ``output`` in bytes lower the
        limits of this call."""
        frame = b"F" + _block(name.encode()) + bytes([len(arguments)])
        frame += b"".join(_argument(argument) for argument in arguments)
        return self._exchange(
            frame,
            self.limits.cpu if cpu is None else cpu,
            self.limits.output if output is None else output,
        )

    def echo(self, data: bytes) -> Outcome:
        """A call that does nothing: what carrying ``data`` both ways costs."""
        return self._exchange(b"E" + _block(data), self.limits.cpu, len(data))

    def peak_memory(self) -> int:
        """Largest memory of the sandbox so far, bytes."""
        return self.meter.peak()

    def close(self) -> None:
        """Kill everything inside, reap it and remove its traces from the host."""
        if self._closed:
            return
        self._closed = True
        self._drain_text()
        self._kill()
        self._process.wait()
        self._selector.close()
        for descriptor in (self._jobs, self._results, self._out, self._err):
            os.close(descriptor)
        self.meter.close()
        if self._slot:
            self._slot.release()

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # Starting

    def _spawn(self, runtime: Runtime) -> None:
        jobs_inside, self._jobs = os.pipe2(os.O_CLOEXEC)
        self._results, results_inside = os.pipe2(os.O_CLOEXEC)
        self._out, out_inside = os.pipe2(os.O_CLOEXEC)
        self._err, err_inside = os.pipe2(os.O_CLOEXEC)
        info, info_inside = os.pipe2(os.O_CLOEXEC)
        policy = _memory_file(stage_one())
        inside = (jobs_inside, results_inside, out_inside, err_inside, info_inside, policy)
        command = runtime.command(jobs_inside, results_inside)
        try:
            self._process = subprocess.Popen(
                [*_bubblewrap(runtime, policy, info_inside), *command],
                stdin=subprocess.DEVNULL,
                stdout=out_inside,
                stderr=err_inside,
                pass_fds=(jobs_inside, results_inside, policy, info_inside),
                preexec_fn=self._enter,
                env={},
                cwd="/",
                start_new_session=True,
            )
        finally:
            for descriptor in inside:
                os.close(descriptor)
        self._info = info
        self._selector = selectors.DefaultSelector()
        for descriptor in (self._jobs, self._results, self._out, self._err):
            os.set_blocking(descriptor, False)
        for descriptor in (self._results, self._out, self._err):
            self._selector.register(descriptor, selectors.EVENT_READ)

    def _enter(self) -> None:
        """In the child, still as the judge's user: join, limit, then give up every right."""
        self.meter.enter()
        accounted = self.meter.kind != "process"
        lower_limits(None if accounted else self.limits.memory + _SPARE_ADDRESSES)
        if self._slot:
            self._slot.enter()

    def _await_ready(self) -> None:
        with os.fdopen(self._info, "rb") as info:
            told = info.read(4096)
        if told:
            self.meter.follow(int(json.loads(told)["child-pid"]))
        deadline = time.monotonic() + _READY_WALL
        while time.monotonic() < deadline:
            for key, _ in self._selector.select(1.0):
                if key.fd != self._results:
                    self._read_text(key.fd)
                elif os.read(self._results, 1) == b"R":
                    self._charged = self.meter.cpu()
                    return
                else:
                    self._drain_text()
                    told_why = bytes(self.stderr).decode(errors="replace").strip()
                    raise JudgeError(f"the sandbox did not start: {told_why or 'no reason given'}")
        raise JudgeError(f"the sandbox did not start within {_READY_WALL:g} s")

    # Asking

    def _exchange(self, frame: bytes, cpu_limit: float, output_limit: int) -> Outcome:
        """Send a request, take one answer, within the limits. A dead sandbox stays dead."""
        if self._dead:
            return self._dead
        started = time.monotonic()
        reply = _Reply(output_limit)
        status = self._converse(frame, reply, self._charged + cpu_limit, started, cpu_limit)
        outcome = self._outcome(status, reply, cpu_limit, started)
        if outcome.status not in (Status.OK, Status.COMPILE, Status.ERROR):
            self._dead = outcome
            self._kill()
        return outcome

    def _converse(
        self, frame: bytes, reply: _Reply, cpu_end: float, started: float, cpu_limit: float
    ) -> Status:
        wall_end = started + Limits.wall(cpu_limit)
        rest = memoryview(frame)
        self._selector.register(self._jobs, selectors.EVENT_WRITE)
        next_check = started + _STEP
        try:
            while True:
                for key, _ in self._selector.select(_STEP):
                    if key.fd == self._jobs:
                        rest = self._send(rest)
                    elif key.fd == self._results:
                        status = reply.read(self._results)
                        if status is not None:
                            return status
                    else:
                        self._read_text(key.fd)
                now = time.monotonic()
                if now >= next_check:
                    next_check = now + _STEP
                    if self.meter.cpu() > cpu_end or now > wall_end:
                        return Status.TIME
                if self._flood > self.limits.text_flood:
                    return Status.OUTPUT
        finally:
            with contextlib.suppress(KeyError):
                self._selector.unregister(self._jobs)

    def _send(self, rest: memoryview) -> memoryview:
        try:
            rest = rest[os.write(self._jobs, rest[: 1 << 20]) :]
        except BlockingIOError:
            return rest
        except BrokenPipeError:
            rest = rest[len(rest) :]
        if not rest:
            self._selector.unregister(self._jobs)
        return rest

    def _outcome(self, status: Status, reply: _Reply, cpu_limit: float, started: float) -> Outcome:
        if status is Status.FAULT:
            status = self._cause_of_death()
        cpu = self.meter.cpu() - self._charged
        self._charged += cpu
        if status is Status.OK and cpu > cpu_limit:
            status = Status.TIME
        self._drain_text()
        text = "" if status is Status.OK else reply.text() or self._last_words()
        return Outcome(
            status=status,
            output=reply.payload() if status is Status.OK else b"",
            text=text,
            cpu=cpu,
            wall=time.monotonic() - started,
        )

    def _cause_of_death(self) -> Status:
        """The result pipe was closed without an answer: why?"""
        try:
            code = self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            return Status.ERROR
        if self.meter.out_of_memory():
            return Status.MEMORY
        return Status.VIOLATION if code == _SIGSYS else Status.ERROR

    def _last_words(self) -> str:
        return bytes(self.stderr[-2048:]).decode(errors="backslashreplace")

    # Text

    def _read_text(self, descriptor: int) -> int:
        try:
            data = os.read(descriptor, 1 << 16)
        except BlockingIOError:
            return 0
        if not data:
            with contextlib.suppress(KeyError):
                self._selector.unregister(descriptor)
            return 0
        self._flood += len(data)
        kept = self.stdout if descriptor == self._out else self.stderr
        kept += data[: max(0, self.limits.text - len(kept))]
        return len(data)

    def _drain_text(self) -> None:
        for descriptor in (self._out, self._err):
            for _ in range(8):
                if not self._read_text(descriptor):
                    break

    def _kill(self) -> None:
        self.meter.kill()
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._process.pid, signal.SIGKILL)


class _Reply:
    """Collects one answer: letter, 8-byte length, that many bytes and no more."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.head = b""
        self.body = bytearray()
        self.missing = 0

    def read(self, descriptor: int) -> Status | None:
        """Take what is there; a status once the answer is whole, FAULT when the pipe is closed."""
        try:
            data = os.read(descriptor, 9 - len(self.head) if len(self.head) < 9 else self._step())
        except BlockingIOError:
            return None
        if not data:
            return Status.FAULT
        if len(self.head) == 9:
            self.body += data
            self.missing -= len(data)
        else:
            self.head += data
            if len(self.head) == 9 and (refused := self._check_head()):
                return refused
        return self._status() if len(self.head) == 9 and self.missing == 0 else None

    def payload(self) -> bytes:
        return bytes(self.body)

    def text(self) -> str:
        return bytes(self.body).decode(errors="backslashreplace")

    def _step(self) -> int:
        return min(self.missing, 1 << 20)

    def _check_head(self) -> Status | None:
        letter, (size,) = self.head[:1], struct.unpack(">Q", self.head[1:])
        if letter == b"O":
            limit = self.limit
        elif letter in _ANSWERS:
            limit = _TEXT_LIMIT
        else:
            return Status.ERROR
        if size > limit:
            return Status.OUTPUT
        self.missing = size
        return None

    def _status(self) -> Status:
        return _ANSWERS.get(self.head[:1], Status.OK)


def _bubblewrap(runtime: Runtime, policy: int, info: int) -> list[str]:
    devices = [f"/dev/{name}" for name in ("null", "zero", "urandom")]
    return [
        "bwrap",
        *("--unshare-all", "--uid", "65534", "--gid", "65534", "--hostname", "sandbox"),
        *("--die-with-parent", "--as-pid-1", "--cap-drop", "ALL"),
        *("--ro-bind", str(runtime.root), "/"),
        *(word for device in devices for word in ("--dev-bind", device, device)),
        *("--remount-ro", "/", "--chdir", "/", "--clearenv"),
        *(word for name, value in runtime.environment for word in ("--setenv", name, value)),
        *("--seccomp", str(policy), "--info-fd", str(info), "--"),
    ]


def _memory_file(data: bytes) -> int:
    descriptor = os.memfd_create("policy", os.MFD_CLOEXEC)
    os.write(descriptor, data)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


def _block(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


def _argument(value: bytes | int) -> bytes:
    return b"B" + _block(value) if isinstance(value, bytes) else b"I" + struct.pack(">q", value)
