"""count the events of the processor, also those of others

Breach: a counter. Runs with ctypes.
"""

import ctypes

RUNTIME = "peers"
PERF_EVENT_OPEN = 298


def attack(bait: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    attributes = ctypes.create_string_buffer(128)
    ctypes.memmove(attributes, b"\1\0\0\0\x80\0\0\0", 8)
    got = [b"%d" % pid for pid in (0, -1) if calls.syscall(PERF_EVENT_OPEN, attributes, pid, 0, -1, 0) >= 0]
    return b" ".join(got)
