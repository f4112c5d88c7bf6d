"""move to another core, raise a limit, load another filter

Breach: any of the calls that is not refused. Runs with ctypes.
"""

import ctypes
import os
import resource
from collections.abc import Callable

RUNTIME = "peers"
SECCOMP, SETPRIORITY, SCHED_SETATTR = 317, 141, 314


def attack(bait: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    attempts = (
        lambda: os.sched_setaffinity(0, {0}),
        lambda: os.nice(1),
        lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16)),
        lambda: refuse_negative(calls.syscall(SECCOMP, 1, 0, 0)),
        lambda: refuse_negative(calls.syscall(SETPRIORITY, 0, 0, 5)),
        lambda: refuse_negative(calls.syscall(SCHED_SETATTR, 0, ctypes.create_string_buffer(48), 0)),
    )
    return b" ".join(b"attempt %d" % number for number, each in enumerate(attempts) if succeeds(each))


def succeeds(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except (OSError, ValueError):
        return False
    return True


def refuse_negative(answer: int) -> None:
    if answer < 0:
        raise OSError(answer)
