"""watch files and folders that others use

Breach: a watch of inotify or fanotify. Runs with ctypes.
"""

import ctypes

RUNTIME = "peers"
CONTROL = True


def attack(bait: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    got = [b"%d" % number for number in (253, 294, 300) if calls.syscall(number, 0, 0) >= 0]
    return b" ".join(got)
