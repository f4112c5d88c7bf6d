"""Can this machine run the sandbox? If not: why, and what to type."""

from __future__ import annotations

import functools
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from judge.errors import JudgeError, SandboxUnavailable
from judge.sandbox import backends
from judge.sandbox.backends import bwrap, oci
from judge.sandbox.slots import FIRST_UID

# What can be missing: one word for each, by which a site can say it in another language.
SYSTEM, BUBBLEWRAP, SECCOMP = "system", "bubblewrap", "seccomp"
APPARMOR, SWITCHED_OFF, NAMESPACES = "apparmor", "switched off", "namespaces"
BACKEND, OCI_RUNTIME = "backend", "oci runtime"
CAUSES = (SYSTEM, BACKEND, BUBBLEWRAP, OCI_RUNTIME, SECCOMP, APPARMOR, SWITCHED_OFF, NAMESPACES)


@dataclass(frozen=True)
class Availability:
    """``why``, ``remedy`` and ``cause`` (one of CAUSES) are empty when ``ok``."""

    ok: bool
    why: str = ""
    remedy: str = ""
    cause: str = ""

    def __str__(self) -> str:
        return "the sandbox can run" if self.ok else f"{self.why}. {self.remedy}"


@functools.cache
def availability() -> Availability:
    """The first thing that is missing, tried in the order in which one would mend it."""
    for check in (_system, _backend, _bubblewrap, _oci_runtime, _seccomp, _namespaces, _containers):
        found = check()
        if found is not None:
            return found
    return Availability(True)


def require() -> None:
    """Raise SandboxUnavailable with reason and remedy unless the sandbox can run."""
    found = availability()
    if not found.ok:
        raise SandboxUnavailable(str(found))


def _missing(cause: str, why: str, remedy: str) -> Availability:
    return Availability(False, why, remedy, cause)


def _system() -> Availability | None:
    if sys.platform == "linux" and platform.machine() == "x86_64":
        return None
    return _missing(
        SYSTEM,
        f"the judge needs Linux on x86-64, this is {sys.platform} on {platform.machine()}",
        "Run the judge on such a machine; the site works here without it.",
    )


def _backend() -> Availability | None:
    if backends.chosen() in backends.NAMES:
        return None
    return _missing(
        BACKEND,
        f"LOSSLESS_SANDBOX is {backends.chosen()!r}",
        f"Set it to one of: {', '.join(backends.NAMES)}.",
    )


def _bubblewrap() -> Availability | None:
    if backends.chosen() != bwrap.NAME or shutil.which("bwrap"):
        return None
    return _missing(BUBBLEWRAP, "the program bwrap is missing", "Install the package bubblewrap.")


def _oci_runtime() -> Availability | None:
    if backends.chosen() != oci.NAME or oci.program():
        return None
    name = oci.program_name()
    return _missing(
        OCI_RUNTIME,
        f"the program {name} is missing",
        f"Install it ({name} is a package of its own on most systems), or name another one in "
        "LOSSLESS_OCI_RUNTIME.",
    )


def _seccomp() -> Availability | None:
    try:
        import pyseccomp  # noqa: F401  # Loading it is the check: it needs libseccomp.so.2.
    except (ImportError, OSError, RuntimeError) as error:
        return _missing(SECCOMP, f"libseccomp cannot be loaded ({error})", "Install the package libseccomp2.")
    return None


def _namespaces() -> Availability | None:
    if backends.chosen() != bwrap.NAME:
        return None
    answer = subprocess.run(
        ["bwrap", "--unshare-all", "--uid", "65534", "--gid", "65534", "--ro-bind", "/", "/", "true"],
        preexec_fn=_unprivileged(),
        capture_output=True,
        text=True,
        cwd="/",
        check=False,
    )
    if answer.returncode == 0:
        return None
    return _refused(f"bwrap cannot make user namespaces ({_said(answer.stderr)})")


def _containers() -> Availability | None:
    if backends.chosen() != oci.NAME:
        return None
    try:
        complaint = oci.complaint()
    except (OSError, JudgeError) as error:
        complaint = str(error)
    return (
        _refused(f"{oci.program_name()} cannot start a container ({_said(complaint)})") if complaint else None
    )


def _said(text: str) -> str:
    return text.strip()[:200] or "no reason given"


def _refused(why: str) -> Availability:
    """User namespaces are what both backends stand on, and what systems like to forbid."""
    if _reads("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") == "1":
        return _missing(
            APPARMOR,
            f"AppArmor on this system blocks user namespaces: {why}",
            "Allow them for bwrap with an AppArmor profile, or type: "
            "sysctl kernel.apparmor_restrict_unprivileged_userns=0",
        )
    if _reads("/proc/sys/kernel/unprivileged_userns_clone") == "0":
        return _missing(SWITCHED_OFF, why, "Type: sysctl kernel.unprivileged_userns_clone=1")
    return _missing(
        NAMESPACES,
        why,
        "In a container, allow user namespaces (for example seccomp=unconfined); see operations.",
    )


def _unprivileged() -> Callable[[], None] | None:
    """What a sandbox's spawner does as root: drop to a slot uid before bwrap."""
    if os.geteuid() != 0:
        return None

    def drop() -> None:
        os.setgroups([])
        os.setresgid(FIRST_UID, FIRST_UID, FIRST_UID)
        os.setresuid(FIRST_UID, FIRST_UID, FIRST_UID)

    return drop


def _reads(path: str) -> str:
    try:
        return Path(path).read_text().strip()
    except OSError:
        return ""
