"""Starts bubblewrap around the harness and waits until the harness is locked down."""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import signal
import subprocess
import time
from pathlib import Path

from judge.errors import JudgeError
from judge.sandbox.metering import Meter
from judge.sandbox.runtime import Runtime
from judge.sandbox.slots import Slot
from judge.sandbox.syscalls import lower_limits, stage_one

READY_WALL_SECONDS = 60.0
_DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom")
_REAP_SECONDS = 5.0


class Spawned:
    """bwrap, the program inside, and the judge's ends of their pipes.

    ``jobs`` is written, ``results``, ``out`` and ``err`` are read; all are non-blocking. The caller
    must spawn from a thread that outlives the sandbox: bwrap dies with the thread that started it.
    """

    def __init__(self, runtime: Runtime, meter: Meter, slot: Slot | None, core: int | None) -> None:
        with contextlib.ExitStack() as ours, contextlib.ExitStack() as theirs:
            jobs_inside, self.jobs = _pipe(theirs, ours)
            self.results, results_inside = _pipe(ours, theirs)
            self.out, out_inside = _pipe(ours, theirs)
            self.err, err_inside = _pipe(ours, theirs)
            self._info, info_inside = _pipe(ours, theirs)
            policy = _memory_file(stage_one(runtime.policy), theirs)
            try:
                self.process = subprocess.Popen(
                    [
                        *_bubblewrap(runtime, policy, info_inside),
                        *runtime.command(jobs_inside, results_inside, meter.thread_limit),
                    ],
                    stdin=subprocess.DEVNULL,
                    stdout=out_inside,
                    stderr=err_inside,
                    # The numbers stay as they are: moving them to fixed ones would overwrite others.
                    pass_fds=(jobs_inside, results_inside, policy, info_inside),
                    preexec_fn=lambda: _become(runtime, meter, slot, core),
                    env={},
                    cwd="/",
                    start_new_session=True,
                )
            except (OSError, subprocess.SubprocessError) as error:
                raise JudgeError(f"bwrap could not be started: {error}") from error
            for descriptor in (self.jobs, self.results, self.out, self.err, self._info):
                os.set_blocking(descriptor, False)
            self.pid = 0
            self._inside: int | None = None
            self._descriptors = ours.pop_all()

    def await_ready(self, meter: Meter, outside_uid: int) -> None:
        """Wait for the harness's one trusted byte. Raises JudgeError when it does not come.

        No foreign code has run when it comes, so what precedes it can be believed.
        """
        deadline = time.monotonic() + READY_WALL_SECONDS
        told = b""
        while part := self._read(self._info, 4096, deadline):
            told += part
        if not told:
            raise self._did_not_start()
        self.pid = pid = int(json.loads(told)["child-pid"])
        with contextlib.suppress(ProcessLookupError):  # It died, and its byte will not come.
            self._inside = os.pidfd_open(pid)
            self._descriptors.callback(os.close, self._inside)
        meter.follow(pid)
        if self._read(self.results, 1, deadline) != b"R":
            raise self._did_not_start()
        _check_outside_uid(pid, outside_uid)

    def move_to(self, core: int) -> None:
        """Let what is inside run on this core alone, and all it starts. Raises OSError when it is gone."""
        for thread in os.listdir(f"/proc/{self.pid}/task"):
            os.sched_setaffinity(int(thread), {core})

    def kill(self) -> None:
        """Kill the first process inside, and the kernel all others; bwrap reaps them and ends."""
        if self._inside is None:
            self.process.kill()
            return
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._inside, signal.SIGKILL)

    def close(self) -> None:
        """Kill, reap and close the pipes."""
        self.kill()
        try:
            self.process.wait(timeout=_REAP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._descriptors.close()

    def _read(self, descriptor: int, size: int, deadline: float) -> bytes:
        readable, _, _ = select.select([descriptor], [], [], max(0, deadline - time.monotonic()))
        if not readable:
            raise JudgeError(f"the sandbox did not start within {READY_WALL_SECONDS:g} s")
        return os.read(descriptor, size)

    def _did_not_start(self) -> JudgeError:
        self.kill()
        self.process.wait()
        with contextlib.suppress(BlockingIOError):
            why = os.read(self.err, 4096).decode(errors="replace").strip()
            return JudgeError(f"the sandbox did not start: {why or 'no reason given'}")
        return JudgeError("the sandbox did not start and gave no reason")


def _become(runtime: Runtime, meter: Meter, slot: Slot | None, core: int | None) -> None:
    """In the child between fork and exec, still as the judge's user: join, limit, then drop rights."""
    meter.enter()
    if core is not None:
        os.sched_setaffinity(0, {core})
    lower_limits(runtime.policy)
    if slot:
        slot.enter()


def _bubblewrap(runtime: Runtime, policy: int, info: int) -> list[str]:
    return [
        shutil.which("bwrap") or "bwrap",
        *("--unshare-all", "--uid", "65534", "--gid", "65534", "--hostname", "sandbox"),
        *("--die-with-parent", "--as-pid-1", "--cap-drop", "ALL"),
        *("--ro-bind", str(runtime.root), "/"),
        *(word for device in _DEVICES for word in ("--dev-bind", device, device)),
        *("--remount-ro", "/", "--chdir", "/", "--clearenv"),
        *(word for name, value in runtime.environment for word in ("--setenv", name, value)),
        *("--seccomp", str(policy), "--info-fd", str(info), "--"),
    ]


def _check_outside_uid(pid: int, expected: int) -> None:
    """Inside everyone is 65534; what counts is who that is on the host. Never root."""
    _, outside, count = map(int, Path(f"/proc/{pid}/uid_map").read_text().split())
    if outside == 0 or outside != expected or count != 1:
        raise JudgeError(f"the sandbox would run as host uid {outside} instead of {expected}")


def _pipe(reader: contextlib.ExitStack, writer: contextlib.ExitStack) -> tuple[int, int]:
    read_end, write_end = os.pipe2(os.O_CLOEXEC)
    reader.callback(os.close, read_end)
    writer.callback(os.close, write_end)
    return read_end, write_end


def _memory_file(data: bytes, owner: contextlib.ExitStack) -> int:
    descriptor = os.memfd_create("policy", os.MFD_CLOEXEC)
    owner.callback(os.close, descriptor)
    os.write(descriptor, data)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor
