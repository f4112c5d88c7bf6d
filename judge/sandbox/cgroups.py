"""Accounting and limits of one sandbox by control groups, version 1 or 2.

Sources: Linux admin guide, cgroup-v1 (memory, pids, cpuacct) and cgroup-v2.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import os
import re
import signal
import time
from pathlib import Path
from typing import NamedTuple

from judge.sandbox.limits import Limits

_V1_CONTROLLERS = ("memory", "pids", "cpuacct")
# The judge's own processes in the group: bwrap and the main thread inside.
_SPARE_TASKS = 4
# The kernel counts memory in portions: at the limit, this much may still be free.
_CHARGED_AT_ONCE = 1 << 20
_COUNTER = itertools.count()


class GroupV1:
    """One group in each of the memory, pids and cpuacct hierarchies."""

    kind = "v1"
    thread_limit: int = 0

    @staticmethod
    def sweep() -> None:
        """Kill and remove what dead judges left. Raises OSError or LookupError without cgroup v1."""
        for controller in _V1_CONTROLLERS:
            _v1(controller)
        _sweep(*(hierarchy.mount for hierarchy in _hierarchies()))

    def __init__(self, limits: Limits) -> None:
        name = _new_name()
        self._is_shared = False
        self.memory, self.pids, self.cpuacct = (_v1(controller).base / name for controller in _V1_CONTROLLERS)
        self.groups = tuple(dict.fromkeys((self.memory, self.pids, self.cpuacct)))
        try:
            for group in self.groups:
                group.mkdir()
            self.limit_memory(limits.memory)
            _write(self.pids / "pids.max", limits.threads + _SPARE_TASKS)
        except OSError:
            self.close()
            raise
        self._usage = os.open(self.cpuacct / "cpuacct.usage", os.O_RDONLY | os.O_CLOEXEC)

    def enter(self) -> None:
        # One's own only thread, not one's process: the kernel then need not wait for all its cores, and holds
        # up nobody who removes a group meanwhile.
        for group in self.groups:
            _write(group / "tasks", 0)

    def follow(self, pid: int) -> None:
        pass

    def inner_group(self) -> str:
        self._is_shared = True
        return f"{self.memory.name}/box"  # Relative to the group of ours in each hierarchy.

    def limit_memory(self, memory: int, spare: int = 0) -> None:
        limit, with_swap = (self.memory / f"memory.{name}limit_in_bytes" for name in ("", "memsw."))
        # The limit with swap may never be the smaller one: it goes first on the way up, last on the way down.
        with contextlib.suppress(OSError):  # Absent where swap is not accounted.
            _write(with_swap, memory)
        _write(limit, memory)
        with contextlib.suppress(OSError):
            _write(with_swap, memory)

    def cpu(self) -> float:
        return int(os.pread(self._usage, 32, 0)) / 1e9

    def peak(self) -> int:
        return int((self.memory / "memory.max_usage_in_bytes").read_text())

    def out_of_memory(self, killed: bool) -> bool:
        if _keyed(self.memory / "memory.oom_control", "oom_kill") > 0:
            return True
        # What is killed in a group below is counted there alone, and that is gone by now.
        limit = int((self.memory / "memory.limit_in_bytes").read_text())
        return killed and self.peak() > limit - _CHARGED_AT_ONCE

    def close(self) -> None:
        _kill_all(self.pids / "cgroup.procs")
        with contextlib.suppress(AttributeError, OSError):
            os.close(self._usage)
        for group in self.groups:
            _remove(group)
        if self._is_shared:
            # An OCI runtime makes the way to its own group in all hierarchies, and leaves it.
            for hierarchy in _hierarchies():
                _remove(hierarchy.base / self.memory.name)


class GroupV2:
    """One group of the unified hierarchy, with memory and pids delegated to its parent."""

    kind = "v2"
    thread_limit: int = 0

    @staticmethod
    def sweep() -> None:
        """Kill and remove what dead judges left. Raises OSError or LookupError without cgroup v2."""
        _sweep(_v2_base())

    def __init__(self, limits: Limits) -> None:
        self.group = _v2_base() / _new_name()
        try:
            self.group.mkdir()
            self.limit_memory(limits.memory)
            with contextlib.suppress(OSError):  # Absent where swap is not accounted.
                _write(self.group / "memory.swap.max", 0)
            _write(self.group / "memory.oom.group", 1)
            _write(self.group / "pids.max", limits.threads + _SPARE_TASKS)
        except OSError:
            self.close()
            raise
        self._stat = os.open(self.group / "cpu.stat", os.O_RDONLY | os.O_CLOEXEC)

    def enter(self) -> None:
        _write(self.group / "cgroup.procs", 0)

    def follow(self, pid: int) -> None:
        pass

    def inner_group(self) -> str:
        return f"/{self.group.parent.name}/{self.group.name}/box"

    def limit_memory(self, memory: int, spare: int = 0) -> None:
        _write(self.group / "memory.max", memory)

    def cpu(self) -> float:
        return int(os.pread(self._stat, 64, 0).split()[1]) / 1e6

    def peak(self) -> int:
        with contextlib.suppress(OSError):  # Kernels before 5.19 do not keep it.
            return int((self.group / "memory.peak").read_text())
        return int((self.group / "memory.current").read_text())

    def out_of_memory(self, killed: bool) -> bool:
        return _keyed(self.group / "memory.events", "oom_kill") > 0

    def close(self) -> None:
        with contextlib.suppress(AttributeError, OSError):
            os.close(self._stat)
        _kill_all(self.group / "cgroup.procs")
        _remove(self.group)


class Hierarchy(NamedTuple):
    """A mounted tree of groups. ``base``: our own group in it; ``controllers``: none in the unified one."""

    mount: Path
    base: Path
    controllers: frozenset[str]


@functools.cache
def _hierarchies() -> tuple[Hierarchy, ...]:
    own = [line.split(":", 2)[1:] for line in Path("/proc/self/cgroup").read_text().splitlines()]
    found = []
    for line in Path("/proc/mounts").read_text().splitlines():
        _, mount, kind, options, *_ = line.split()
        for named, path in own if kind in ("cgroup", "cgroup2") else ():
            controllers = frozenset(filter(None, named.split(",")))
            if controllers <= set(options.split(",")) if controllers else kind == "cgroup2":
                inner = "" if path.startswith("/..") else path.lstrip("/")
                found.append(Hierarchy(Path(mount), Path(mount) / inner, controllers))
    return tuple(found)


def _v1(controller: str) -> Hierarchy:
    for hierarchy in _hierarchies():
        if controller in hierarchy.controllers:
            return hierarchy
    raise LookupError(f"no cgroup v1 hierarchy for {controller}")


@functools.cache
def _v2_base() -> Path:
    """A group of ours with memory and pids enabled for its children."""
    for line in Path("/proc/mounts").read_text().splitlines():
        _, mount, kind, *_ = line.split()
        if kind == "cgroup2":
            root = Path(mount)
            if not {"memory", "pids"} <= set((root / "cgroup.controllers").read_text().split()):
                continue
            base = root / "lossless"
            base.mkdir(exist_ok=True)
            for group in (root, base):
                _write(group / "cgroup.subtree_control", "+memory +pids +cpu")
            return base
    raise LookupError("no cgroup v2 hierarchy with memory and pids")


def _sweep(*trees: Path) -> None:
    """Kill and remove the groups of judges that died without doing so, wherever they were."""
    for tree in dict.fromkeys(trees):
        for folder, _, _ in os.walk(tree, topdown=False):
            left = re.search(rf"/{_prefix()}(\d+)-", f"{folder}/")
            if left and not Path(f"/proc/{left[1]}").exists():
                _kill_all(Path(folder) / "cgroup.procs")
                _remove(Path(folder))


@functools.cache
def _prefix() -> str:
    """Process ids mean something in one namespace only: other containers' groups are left alone."""
    return f"lossless-{Path('/proc/self/ns/pid').stat().st_ino}-"


def _new_name() -> str:
    return f"{_prefix()}{os.getpid()}-{next(_COUNTER)}"


def _write(path: Path, value: int | str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CLOEXEC)
    try:
        os.write(descriptor, str(value).encode())
    finally:
        os.close(descriptor)


def _keyed(path: Path, key: str) -> int:
    for line in path.read_text().splitlines():
        name, _, value = line.partition(" ")
        if name == key:
            return int(value)
    return 0


def _kill_all(members: Path) -> None:
    for _ in range(100):
        try:
            pids = members.read_text().split()
        except OSError:
            return
        if not pids:
            return
        for pid in map(int, pids):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                if pid:  # So a group names those of other namespaces; to us it would mean ourselves.
                    os.kill(pid, signal.SIGKILL)
        time.sleep(0.002)


def _remove(group: Path) -> None:
    """A group can be removed a moment after its last process was reaped."""
    for attempt in range(200):
        try:
            group.rmdir()
        except (FileNotFoundError, PermissionError):
            return
        except OSError:
            time.sleep(0.0005 * (attempt + 1))
        else:
            return
