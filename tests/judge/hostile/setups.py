"""The set-ups in which the corpus is tried. Each changes the process that calls it, for good.

root        as root, with control groups: how judges run
processes   the same, but what a compiler may do is allowed: fork, exec, a private /tmp, machine code
plain       as a plain user, without control groups
oci         as root, with the runtime that LOSSLESS_OCI_RUNTIME names (runc) in the place of bwrap
oci-plain   the same as a plain user
control     without protection: no filter, no namespaces, no control group, the host's files; what is
            tried lives in namespaces of this process, as a user who owns nothing, within resource limits
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import resource
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

from judge.errors import JudgeError
from judge.languages import c, compiling, cpp, gcc, go, java, javascript, rust
from judge.runtimes import Runtime, open_runtime
from judge.sandbox import backends, metering, spawn
from judge.sandbox.backends import oci
from judge.sandbox.backends.plan import Plan
from judge.sandbox.limits import MIB
from judge.sandbox.lockdown import shared_object
from judge.sandbox.policy import Policy
from judge.sandbox.slots import FIRST_UID, SLOTS
from judge.sandbox.syscalls import stage_two
from tests.judge.hostile.programs import CONTROL, OCI, OCI_PLAIN, PLAIN, PROCESSES, ROOT
from tests.judge.hostile.trying import LIMITS, OURS, Place

COMPILERS = {"c": c, "cpp": cpp, "rust": rust, "go": go, "java": java, "javascript": javascript}
# By what their compilers are opened, where they have any.
_OPENERS: dict[str, tuple[ModuleType, str]] = {
    "c": (gcc, "open_gcc"),
    "cpp": (gcc, "open_gcc"),
    "rust": (rust, "_open"),
    "go": (go, "_open"),
    "java": (java, "_compiler"),
}
PLAIN_UID = 71_111
_SCRATCH = 8 * MIB
# Seconds for a compiler that was given a bomb.
_COMPILER_CPU = 3.0
_LIBC = ctypes.CDLL(None, use_errno=True)
_DUMPABLE, _SUBREAPER = 4, 36
_NEW = 0x00020000 | 0x04000000 | 0x08000000 | 0x20000000 | 0x40000000  # mount, uts, ipc, pid, network
_PRIVATE, _BIND, _RECURSIVE = 1 << 18, 4096, 16384
_UP = 0x8914  # SIOCSIFFLAGS


@contextlib.contextmanager
def set_up(name: str, runtimes: Collection[str]) -> Iterator[Place]:
    """Enter a set-up; ``runtimes``: the names of those that will be wanted, or of compiled languages. They are
    built before rights are given up."""
    _LIBC.prctl(_SUBREAPER, 1)
    os.environ["LOSSLESS_IDLE_SANDBOXES"] = "0"
    compiling._LIMITS = replace(compiling._LIMITS, cpu=_COMPILER_CPU)
    built = {each: _opened(each) for each in sorted(runtimes)}
    with ENTERED[name](built) as place:
        yield place


def _opened(name: str) -> Runtime:
    if name not in COMPILERS:
        return open_runtime(name)
    if name in _OPENERS:
        module, opener = _OPENERS[name]
        compiler = getattr(module, opener)()
        setattr(module, opener, lambda: compiler)
    runtime: Runtime = COMPILERS[name].runtime(LIMITS.memory)
    COMPILERS[name].runtime = lambda *_: runtime  # type: ignore[attr-defined]
    return runtime


@contextlib.contextmanager
def _as_it_is(runtimes: dict[str, Runtime]) -> Iterator[Place]:
    yield Place(runtimes)


@contextlib.contextmanager
def _with_processes(runtimes: dict[str, Runtime]) -> Iterator[Place]:
    with contextlib.ExitStack() as stack:
        freer = {name: stack.enter_context(_freer(runtime)) for name, runtime in runtimes.items()}
        yield Place(freer)


@contextlib.contextmanager
def _freer(runtime: Runtime) -> Iterator[Runtime]:
    """The runtime with other freedoms; its files are linked, not copied."""
    policy = replace(runtime.policy, executable_memory=True, processes=True, scratch_bytes=_SCRATCH)
    root = runtime.root.with_name(f"hostile-{runtime.name}-{os.getpid()}")
    try:
        shutil.copytree(runtime.root, root, symlinks=True, copy_function=os.link)
        (root / "tmp").mkdir(exist_ok=True)
        for name, change in _changes(policy).items():
            if (file := root / "judge" / name).exists():
                changed = change(file.read_bytes())
                file.unlink()  # It is a link: what it names is in use elsewhere.
                file.write_bytes(changed)
        yield replace(runtime, root=root, policy=policy)
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _changes(policy: Policy) -> dict[str, Callable[[bytes], bytes]]:
    """Files with the second filter. The harness tells that it holds by a start that fails, which is allowed
    here."""
    filter_ = stage_two(policy)
    return {
        "lockdown.so": lambda _: shared_object(filter_),
        "filter": lambda _: filter_,
        "harness.py": lambda text: text.replace(b"    posix._exit(70)\n", b""),
    }


@contextlib.contextmanager
def _as_plain_user(runtimes: dict[str, Runtime]) -> Iterator[Place]:
    if os.geteuid() == 0:
        os.setgroups([])
        os.setresgid(PLAIN_UID, PLAIN_UID, PLAIN_UID)
        os.setresuid(PLAIN_UID, PLAIN_UID, PLAIN_UID)
        _LIBC.prctl(_DUMPABLE, 1)
    if (kind := metering.accounting()) != "process":
        raise JudgeError(f"expected a user without control groups, got {kind}")
    yield Place(runtimes, range(os.geteuid(), os.geteuid() + 1))


@contextlib.contextmanager
def _contained(runtimes: dict[str, Runtime]) -> Iterator[Place]:
    """What the runtime needs of the judge as long as he lives is started by the way: no program left that."""
    os.environ["LOSSLESS_SANDBOX"] = oci.NAME
    if missing := oci.complaint():
        raise JudgeError(missing)
    yield Place(runtimes)


@contextlib.contextmanager
def _contained_as_plain_user(runtimes: dict[str, Runtime]) -> Iterator[Place]:
    with _as_plain_user(runtimes) as place, tempfile.TemporaryDirectory(prefix=OURS) as var:
        os.environ["LOSSLESS_VAR"] = var
        if not os.access(sys.executable, os.X_OK):  # It lies in root's home; the guard takes any.
            sys.executable = shutil.which("python3", path="/usr/bin:/bin") or sys.executable
        with _contained(runtimes):
            yield place


# Control


@contextlib.contextmanager
def _let_loose(runtimes: dict[str, Runtime]) -> Iterator[Place]:
    """In a child that is the first process of its own namespaces: all it starts ends with it."""
    _called(_LIBC.unshare(_NEW))
    if child := os.fork():
        _, status = os.waitpid(child, 0)
        os._exit(os.waitstatus_to_exitcode(status) & 0xFF)
    _own_surroundings()
    with _unlocked(runtimes) as loose:
        metering.accounting = lambda: "process"  # type: ignore[assignment]
        metering.ProcessClock.limit_memory = lambda *_: None  # type: ignore[method-assign]
        spawn._check_outside_uid = lambda pid, expected: None
        backends._STARTERS["bwrap"] = Loose
        yield Place(loose)


def _own_surroundings() -> None:
    """Folders that all may write to, and the loopback, are this namespace's own."""
    _called(_LIBC.mount(b"none", b"/", None, _PRIVATE | _RECURSIVE, None))
    _mount("proc", "/proc")
    _mount("tmpfs", "/tmp")
    _mount("tmpfs", "/var/tmp")
    runtimes = Path("/dev/shm/lossless-0")
    if runtimes.is_dir():
        kept = Path("/tmp/kept")
        kept.mkdir()
        _called(_LIBC.mount(bytes(runtimes), bytes(kept), None, _BIND, None))
        _mount("tmpfs", "/dev/shm")
        runtimes.mkdir()
        _called(_LIBC.mount(bytes(kept), bytes(runtimes), None, _BIND, None))
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, _UP, struct.pack("16sh14x", b"lo", 1))


def _mount(kind: str, place: str) -> None:
    _called(_LIBC.mount(b"none", place.encode(), kind.encode(), 0, None))


@contextlib.contextmanager
def _unlocked(runtimes: dict[str, Runtime]) -> Iterator[dict[str, Runtime]]:
    """Runtimes whose harness loads no filter, by the names that their files have on the host."""
    found = {}
    for name, runtime in runtimes.items():
        harness = Path("/tmp") / f"harness-{name}.py"
        text = (runtime.root / "judge/harness.py").read_text()
        unlocked = text.replace("    lock_down()\n", "")
        assert unlocked != text
        harness.write_text(unlocked)
        harness.chmod(0o644)
        python, *options, _ = runtime.program
        found[name] = replace(
            runtime,
            program=(f"{runtime.root}{python}", *options, str(harness)),
            environment=tuple(
                (key, f"{runtime.root}{value}" if value.startswith("/") else value)
                for key, value in runtime.environment
            ),
        )
    yield found


class Loose:
    """In the place of a sandbox: a user of its own, and limits that keep the machine alive."""

    relays_text = False

    def __init__(self, plan: Plan) -> None:
        self._open = os.open("/etc/passwd", os.O_RDONLY)
        self.process = subprocess.Popen(
            plan.runtime.command(plan.jobs, plan.results, 0),
            stdin=subprocess.DEVNULL,
            stdout=plan.out,
            stderr=plan.err,
            pass_fds=(plan.jobs, plan.results, self._open),
            preexec_fn=lambda: _become(plan),
            env={**os.environ, **dict(plan.runtime.environment)},
            cwd="/",
            start_new_session=True,
        )

    def inside(self) -> int:
        return self.process.pid

    def close(self) -> None:
        os.close(self._open)


def _become(plan: Plan) -> None:
    for name, limit in (("AS", 2048 * MIB), ("FSIZE", 64 * MIB), ("NPROC", 64), ("CPU", 20)):
        resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (limit, limit))
    assert plan.slot
    plan.slot.enter()


def clear() -> None:
    """Kill what programs left that were let loose. Only for the first process of a namespace of its own."""
    assert os.getpid() == 1
    for status in Path("/proc").glob("[0-9]*/status"):
        with contextlib.suppress(OSError):
            if status.stat().st_uid in range(FIRST_UID, FIRST_UID + SLOTS):
                os.kill(int(status.parent.name), signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    for place in ("/tmp", "/var/tmp", "/dev/shm"):
        for entry in os.scandir(place):
            if entry.stat(follow_symlinks=False).st_uid >= FIRST_UID:
                shutil.rmtree(entry.path, ignore_errors=True) if entry.is_dir() else os.unlink(entry.path)


def _called(result: int) -> None:
    if result:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


ENTERED = {
    ROOT: _as_it_is,
    PROCESSES: _with_processes,
    PLAIN: _as_plain_user,
    OCI: _contained,
    OCI_PLAIN: _contained_as_plain_user,
    CONTROL: _let_loose,
}
