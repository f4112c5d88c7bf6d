"""What a backend is asked to start, and what it answers with."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from typing import Protocol

from judge.sandbox.metering import Meter
from judge.sandbox.runtime import Runtime
from judge.sandbox.slots import Slot

# Whom everything inside takes itself for, where the host lets us choose.
NOBODY = 65534
# Signals on the way. Sandboxes of one user, or whose namespaces one user made, share what he may have of them: who
# could use it up would be heard in the others. It must be lowered after the namespaces were made, which else would
# take it for what all of them may have together.
MOST_SIGNALS = 128
DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom")


@dataclass(frozen=True)
class Plan:
    """``jobs`` and ``results``, ``out`` and ``err``: the inside's ends of its pipes. ``slot`` is the host
    user it must run as, None for the judge's own."""

    runtime: Runtime
    meter: Meter
    slot: Slot | None
    jobs: int
    results: int
    out: int
    err: int


class Running(Protocol):
    """A started program. ``process`` is the judge's child: it ends after all that is inside, with the
    program's exit code, or 128 and the number of the signal that ended it. ``relays_text``: what the inside
    prints passes through that child, and so may come after what it answers."""

    relays_text: bool
    process: subprocess.Popen[bytes]

    def inside(self) -> int:
        """Host process id of the program, once that has said that it is ready."""

    def close(self) -> None:
        """Remove what is left on the host, when ``process`` has ended."""


def scratch_options(size: int, owner: int | None) -> list[str]:
    """Mount options of a tmpfs of ``size`` bytes: without a limit of inodes, empty files would take the
    host's memory."""
    inodes = max(256, min(16_384, size // 16_384))
    owned = [] if owner is None else [f"uid={owner}", f"gid={owner}"]
    return [f"size={size}", f"nr_inodes={inodes}", "mode=0700", *owned]
