"""bubblewrap: the default. Needs no root; with it, each sandbox is a host user of its own.

The caller must start from a thread that outlives the sandbox: bwrap dies with the thread that started it.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from judge.errors import JudgeError
from judge.sandbox.backends.plan import DEVICES, NOBODY, Plan, scratch_options
from judge.sandbox.policy import Policy
from judge.sandbox.syscalls import lower_limits, stage_one

NAME = "bwrap"
_LIBC = ctypes.CDLL(None, use_errno=True)
_CLONE_NEWNS, _CLONE_NEWUSER = 0x00020000, 0x10000000
_MS_NOSUID, _MS_NODEV, _MS_REC, _MS_SLAVE = 2, 4, 16384, 1 << 19


class Wrapped:
    """bwrap around the program."""

    relays_text = False

    def __init__(self, plan: Plan) -> None:
        with contextlib.ExitStack() as ours, contextlib.ExitStack() as theirs:
            self._info, info_inside = os.pipe2(os.O_CLOEXEC)
            ours.callback(os.close, self._info)
            theirs.callback(os.close, info_inside)
            policy = _memory_file(stage_one(plan.runtime.policy), theirs)
            self.process = subprocess.Popen(
                [
                    *_words(plan, policy, info_inside),
                    *plan.runtime.command(plan.jobs, plan.results, plan.meter.thread_limit),
                ],
                stdin=subprocess.DEVNULL,
                stdout=plan.out,
                stderr=plan.err,
                # The numbers stay as they are: moving them to fixed ones would overwrite others.
                pass_fds=(plan.jobs, plan.results, policy, info_inside),
                preexec_fn=lambda: _become(plan),
                env={},
                cwd="/",
                start_new_session=True,
            )
            self._descriptors = ours.pop_all()

    def inside(self) -> int:
        told = b""
        while part := os.read(self._info, 4096):
            told += part
        try:
            return int(json.loads(told)["child-pid"])
        except (ValueError, KeyError):
            raise JudgeError("bwrap did not say which process it started") from None

    def close(self) -> None:
        self._descriptors.close()


def _become(plan: Plan) -> None:
    """In the child between fork and exec, still as the judge's user: join, limit, then drop rights."""
    plan.meter.enter()
    policy = plan.runtime.policy
    lower_limits(policy)
    if policy.scratch_bytes:
        _mount_scratch(plan.runtime.root / "tmp", policy.scratch_bytes, plan.slot.uid if plan.slot else None)
    if plan.slot:
        plan.slot.enter()


def _mount_scratch(place: Path, size: int, owner: int | None) -> None:
    """In a mount namespace of the child's own; bwrap cannot limit inodes, so it is given the mount."""
    user, group = os.geteuid(), os.getegid()
    _called(_LIBC.unshare(_CLONE_NEWNS | (0 if owner is not None else _CLONE_NEWUSER)))
    if owner is None:
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    _called(_LIBC.mount(b"none", b"/", None, _MS_REC | _MS_SLAVE, None))
    options = ",".join(scratch_options(size, owner)).encode()
    _called(_LIBC.mount(b"scratch", bytes(place), b"tmpfs", _MS_NOSUID | _MS_NODEV, options))


def _called(result: int) -> None:
    if result:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def _words(plan: Plan, policy: int, info: int) -> list[str]:
    root = str(plan.runtime.root)
    scratch = ("--bind", f"{root}/tmp", "/tmp") if plan.runtime.policy.scratch_bytes else ()  # noqa: S108
    return [
        shutil.which("bwrap") or "bwrap",
        *("--unshare-all", "--uid", str(NOBODY), "--gid", str(NOBODY), "--hostname", "sandbox"),
        *("--die-with-parent", "--as-pid-1", "--cap-drop", "ALL"),
        *("--ro-bind", root, "/"),
        *_devices(plan.runtime.policy),
        *scratch,
        *("--remount-ro", "/", "--chdir", "/", "--clearenv"),
        *(word for name, value in plan.runtime.environment for word in ("--setenv", name, value)),
        *("--seccomp", str(policy), "--info-fd", str(info), "--"),
    ]


def _devices(policy: Policy) -> Iterator[str]:
    """Their times are the host's, and who could set them would leave signs for others: compilers, who may,
    get them read-only, by which bwrap makes them useless as well. Others, torch, need random bytes."""
    for device in DEVICES:
        yield from ("--dev-bind", device, device)
        yield from ("--remount-ro", device) if policy.processes else ()


def _memory_file(data: bytes, owner: contextlib.ExitStack) -> int:
    descriptor = os.memfd_create("policy", os.MFD_CLOEXEC)
    owner.callback(os.close, descriptor)
    os.write(descriptor, data)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor
