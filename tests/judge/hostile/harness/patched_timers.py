"""put false clocks in the place of all that Python and the harness could read, then compute

Breach: more than the limit of time that is not noticed.
"""

import contextlib
import posix
import resource
import sys
import time

VERDICT = "TLE"


def attack(bait: bytes) -> bytes:
    for name in ("time", "monotonic", "perf_counter", "process_time", "thread_time", "clock_gettime"):
        setattr(time, name, lambda *arguments: 0.0)
        setattr(time, f"{name}_ns", lambda *arguments: 0)
    resource.getrusage = posix.times = lambda *arguments: (0,) * 16  # type: ignore[assignment]
    for module in list(sys.modules.values()):
        for name in ("perf_counter", "process_time", "getrusage"):
            with contextlib.suppress(Exception):
                setattr(module, name, lambda *arguments: 0.0)
    number = 0
    while number < 10**9:
        number += 1
    return b"counted to %d" % number
