"""end in a way that makes the kernel write a core file, or start a helper for it

Breach: a file on the host. Runs with ctypes.
"""

import ctypes
import resource

VERDICT = "RTE AC"
RUNTIME = "peers"


def attack(bait: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    resource.setrlimit(resource.RLIMIT_CORE, resource.getrlimit(resource.RLIMIT_CORE)[1:] * 2)
    calls.memset(None, 0, 1)
    return b"wrote to nowhere"
