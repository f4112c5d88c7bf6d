"""A runtime of the Open Container Initiative: runc, or gVisor's runsc with the same bundle.

LOSSLESS_OCI_RUNTIME names the program. It is the parent of what is inside, as bwrap is. What it leaves
when the judge is killed is removed by a guard, one process for each judge.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import functools
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from judge.errors import JudgeError
from judge.sandbox.backends import bundle, entry
from judge.sandbox.backends.plan import DEVICES, Plan
from judge.sandbox.limits import Limits
from judge.sandbox.metering import ProcessClock
from judge.sandbox.runtime import Runtime
from judge.sandbox.slots import Slot
from judge.storage import var_folder

NAME = "oci"
_NO_PROGRAM = "/no-such-program"
_GUARD = Path(__file__).with_name("guard.py")
_STEP_SECONDS = 0.001
_LIBC = ctypes.CDLL(None)
_PR_SET_PDEATHSIG = 1
# Where the shell looks for programs; the runtime gets nothing else of the judge's variables.
_ENVIRONMENT = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}


def program_name() -> str:
    """LOSSLESS_OCI_RUNTIME: a name, or a path."""
    return os.environ.get("LOSSLESS_OCI_RUNTIME") or "runc"


def program() -> str | None:
    """The runtime's path, None where it is not installed."""
    return shutil.which(program_name(), path=f"{os.environ.get('PATH', '')}:{_ENVIRONMENT['PATH']}")


def state_folder() -> Path:
    """What the runtime knows of live containers, and their bundles. As root where slots can reach it."""
    if os.geteuid() == 0:
        return Path("/run/lossless-oci")
    return var_folder().resolve() / "run" / "oci"


def complaint() -> str:
    """Why the runtime cannot start a container here, in its words; empty when it can.

    A container is started whose program does not exist: who ends with that has come that far.
    """
    with tempfile.TemporaryDirectory(prefix="lossless-probe-") as folder, contextlib.ExitStack() as undo:
        root = Path(folder)
        (root / "dev").mkdir()
        for device in DEVICES:
            (root / device.lstrip("/")).touch()
        root.chmod(0o755)
        slot = Slot.take()
        if slot:
            undo.callback(slot.release)
        hole = os.open("/dev/null", os.O_RDWR | os.O_CLOEXEC)
        undo.callback(os.close, hole)
        said = undo.enter_context(tempfile.TemporaryFile())
        runtime = Runtime("probe", root, (), (), (), program=(_NO_PROGRAM,))
        plan = Plan(runtime, ProcessClock(Limits()), slot, hole, hole, hole, said.fileno())
        container = Contained(plan)
        code = container.process.wait()
        container.close()
        said.seek(0)
        words = said.read().decode(errors="replace")
    return "" if code == entry.NO_PROGRAM else words or f"it said nothing and ended with {code}"


class Contained:
    """The runtime's process around the program."""

    relays_text = True

    def __init__(self, plan: Plan) -> None:
        runtime = program()
        if runtime is None:
            raise FileNotFoundError("the OCI runtime is not installed")
        self._folder = state_folder()
        (self._folder / "state").mkdir(mode=0o711, parents=True, exist_ok=True)
        self._runtime = [runtime, "--root", str(self._folder / "state")]
        # It stands in what is mounted, which the inside can read: nothing to learn from.
        self._name = f"lossless-{secrets.token_hex(8)}"
        self._bundle = self._folder / self._name
        with contextlib.ExitStack() as undo:
            undo.callback(shutil.rmtree, self._bundle, ignore_errors=True)
            self._bundle.mkdir(mode=0o711)
            bundle.write(self._bundle, plan)
            _guard(os.getpid(), runtime).watch(self._name)
            self.process = self._start(plan)
            undo.pop_all()

    def inside(self) -> int:
        # It is written whole, but after the program was started.
        while self.process.poll() is None:
            with contextlib.suppress(FileNotFoundError):
                return int((self._bundle / "pid").read_text())
            time.sleep(_STEP_SECONDS)
        raise JudgeError("the OCI runtime did not say which process it started")

    def close(self) -> None:
        if (self._folder / "state" / self._name).exists():  # The runtime itself was killed.
            subprocess.run(
                [*self._runtime, "delete", "--force", self._name], capture_output=True, check=False
            )
        shutil.rmtree(self._bundle, ignore_errors=True)
        _guard(os.getpid(), self._runtime[0]).forget(self._name)

    def _start(self, plan: Plan) -> subprocess.Popen[bytes]:
        run = ["run", "--bundle", str(self._bundle), "--pid-file", str(self._bundle / "pid")]
        run += ["--preserve-fds", str(bundle.PRESERVED), self._name]
        with contextlib.ExitStack() as moved:
            program = entry.memory_file(bundle.ENTRY, os.getpid())
            jobs, results, first = (_out_of_the_way(end, moved) for end in (plan.jobs, plan.results, program))
            # The runtime wants them by these very numbers. A shell opens them anew: dup2 between fork
            # and exec could overwrite the pipe of the fork itself, and a shell need not know numbers above 9.
            ends = f"{bundle.JOBS}</proc/self/fd/{jobs} {bundle.RESULTS}>/proc/self/fd/{results}"
            ends += f" {bundle.ENTRY}</proc/self/fd/{first}"
            return subprocess.Popen(
                ["sh", "-c", f'exec "$0" "$@" {ends}', *self._runtime, *run],
                stdin=subprocess.DEVNULL,
                stdout=plan.out,
                stderr=plan.err,
                pass_fds=(jobs, results, first),
                preexec_fn=lambda: _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL),
                env=_ENVIRONMENT,
                cwd="/",
                start_new_session=True,
            )


class Guard:
    """A process that outlives the judge by a moment and deletes the containers it left. When it dies itself,
    another takes its place."""

    def __init__(self, runtime: str) -> None:
        self._runtime = runtime
        self._lock = threading.Lock()
        self._watched: set[str] = set()
        self._process = self._start()

    def watch(self, name: str) -> None:
        """Delete this container when the judge is gone."""
        with self._lock:
            self._say(f"+{name}")
            self._watched.add(name)

    def forget(self, name: str) -> None:
        """The container is deleted already."""
        with self._lock:
            self._watched.discard(name)
            self._say(f"-{name}")

    def _say(self, line: str) -> None:
        try:
            self._write(line)
        except BrokenPipeError:
            self._process.wait()
            self._process = self._start()
            for each in (*(f"+{name}" for name in self._watched), line):
                self._write(each)

    def _write(self, line: str) -> None:
        if self._process.stdin:
            os.write(self._process.stdin.fileno(), f"{line}\n".encode())

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-I", "-S", str(_GUARD), self._runtime, str(state_folder())],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            env=_ENVIRONMENT,
            cwd="/",
            start_new_session=True,
        )


@functools.cache
def _guard(pid: int, runtime: str) -> Guard:
    return Guard(runtime)


def _out_of_the_way(descriptor: int, owner: contextlib.ExitStack) -> int:
    """A copy whose number is none of those that the shell overwrites."""
    moved = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, bundle.ENTRY + 1)
    owner.callback(os.close, moved)
    return moved
