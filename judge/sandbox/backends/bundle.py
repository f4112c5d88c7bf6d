"""An OCI bundle of one sandbox: config.json, and a root of empty folders that parts of a runtime are
mounted on. The same for every runtime that keeps to the specification.

Source: the Open Container Initiative's runtime specification 1.0.2 (config, config-linux).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from judge.sandbox.backends import entry
from judge.sandbox.backends.plan import DEVICES, MOST_SIGNALS, NOBODY, Plan, scratch_options
from judge.sandbox.slots import SLOTS
from judge.sandbox.syscalls import Rule, limits_of, start_up_rules

# Of the judge's descriptors, what --preserve-fds hands on: the pipes for jobs and for results, the first program.
JOBS, RESULTS, ENTRY, PRESERVED = 3, 4, 5, 3
_EPERM = 1
# What runc itself still asks for under the first filter, before the first program is there, and what that does.
_OWN_CALLS = ("fstatfs", *entry.CALLS)
_CAPABILITY_SETS = ("bounding", "effective", "inheritable", "permitted", "ambient")


def write(folder: Path, plan: Plan) -> None:
    """Write the bundle of a plan into an empty folder."""
    root = folder / "rootfs"
    root.mkdir(mode=0o755)
    for name in ("proc", "dev"):
        (root / name).mkdir(mode=0o755)
    if plan.runtime.policy.scratch_bytes:
        (root / "tmp").mkdir(mode=0o700)
    for part in _parts(plan.runtime.root):
        target = root / part.name
        if part.is_symlink():
            target.symlink_to(os.readlink(part))
        elif part.is_dir():
            target.mkdir(mode=0o755, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(_config(plan)))


def _parts(root: Path) -> Iterator[Path]:
    return (part for part in root.iterdir() if part.name not in ("dev", "tmp", "proc"))


def _config(plan: Plan) -> dict[str, Any]:
    return {
        "ociVersion": "1.0.2",
        "hostname": "sandbox",
        "root": {"path": "rootfs", "readonly": True},
        "mounts": [*_mounts(plan)],
        "process": _process(plan),
        "linux": {
            "namespaces": [
                {"type": kind} for kind in ("pid", "network", "ipc", "uts", "mount", "user", "cgroup")
            ],
            "uidMappings": _mappings(plan, os.geteuid()),
            "gidMappings": _mappings(plan, os.getegid()),
            "rootfsPropagation": "private",
            "resources": {"devices": [{"allow": False, "access": "rwm"}]},
            "seccomp": _seccomp(plan),
            **_group(plan),
        },
    }


def _group(plan: Plan) -> dict[str, str]:
    name = plan.meter.inner_group()
    return {"cgroupsPath": name} if name else {}


def _process(plan: Plan) -> dict[str, Any]:
    nobody = NOBODY if plan.slot else 0
    limits = {**limits_of(plan.runtime.policy), "SIGPENDING": MOST_SIGNALS}
    return {
        "terminal": False,
        "user": {"uid": nobody, "gid": nobody, "umask": 0o077},
        "cwd": "/",
        "args": [
            f"/proc/self/fd/{ENTRY}",
            *plan.runtime.command(JOBS, RESULTS, plan.meter.thread_limit),
        ],
        "env": [f"{name}={value}" for name, value in plan.runtime.environment],
        "noNewPrivileges": True,
        "capabilities": dict.fromkeys(_CAPABILITY_SETS, entry.CAPABILITIES),
        "rlimits": [
            {"type": f"RLIMIT_{name}", "soft": limit, "hard": limit} for name, limit in limits.items()
        ],
    }


def _mappings(plan: Plan, own: int) -> list[dict[str, int]]:
    """Runtimes set up as the container's root, which must be somebody: a second user of the slot, who is
    nobody on the host either. A plain user has but himself."""
    if plan.slot is None:
        return [{"containerID": 0, "hostID": own, "size": 1}]
    return [
        {"containerID": 0, "hostID": plan.slot.uid + SLOTS, "size": 1},
        {"containerID": NOBODY, "hostID": plan.slot.uid, "size": 1},
    ]


def _mounts(plan: Plan) -> Iterator[dict[str, Any]]:
    # Runtimes find their own descriptors by it. The first program takes it away.
    yield {
        "destination": "/proc",
        "type": "proc",
        "source": "proc",
        "options": ["nosuid", "noexec", "nodev", "ro", "subset=pid"],
    }
    root = plan.runtime.root
    for part in _parts(root):
        if not part.is_symlink() and part.is_dir():
            yield _bind(part, f"/{part.name}", "rbind", "ro", "nosuid", "nodev")
    yield _bind(root / "dev", "/dev", "rbind", "ro", "nosuid", "nodev")
    for device in DEVICES:
        yield _bind(Path(device), device, "bind", "ro", "nosuid", "noexec")
    if plan.runtime.policy.scratch_bytes:
        owner = NOBODY if plan.slot else 0
        yield {
            "destination": "/tmp",  # noqa: S108  # Inside.
            "type": "tmpfs",
            "source": "tmpfs",
            "options": ["nosuid", "nodev", *scratch_options(plan.runtime.policy.scratch_bytes, owner)],
        }


def _bind(source: Path, destination: str, *options: str) -> dict[str, Any]:
    return {
        "destination": destination,
        "type": "bind",
        "source": str(source),
        "options": [*options, "private"],
    }


def _seccomp(plan: Plan) -> dict[str, Any]:
    return {
        "defaultAction": "SCMP_ACT_ERRNO",
        "defaultErrnoRet": _EPERM,
        "architectures": ["SCMP_ARCH_X86_64"],
        "syscalls": [
            *(_syscall(rule) for rule in start_up_rules(plan.runtime.policy) if rule.call not in _OWN_CALLS),
            *(_syscall(Rule(call)) for call in _OWN_CALLS),
        ],
    }


def _syscall(rule: Rule) -> dict[str, Any]:
    action = "KILL_PROCESS" if rule.kills else "ERRNO" if rule.error else "ALLOW"
    said: dict[str, Any] = {"names": [rule.call], "action": f"SCMP_ACT_{action}"}
    if rule.error:
        said["errnoRet"] = rule.error
    if rule.where:
        masked = rule.where.mask is not None
        said["args"] = [
            {
                "index": rule.where.argument,
                "value": rule.where.mask if masked else rule.where.value,
                **({"valueTwo": rule.where.value} if masked else {}),
                "op": "SCMP_CMP_MASKED_EQ" if masked else "SCMP_CMP_EQ",
            }
        ]
    return said
