"""kill the judge or whatever can be reached

Breach: a signal that is not refused. Runs with ctypes.
"""

import ctypes
import os
import signal

RUNTIME = "peers"
# Elsewhere it is allowed what this program asks for.
SETUPS = "root plain"
TKILL, PIDFD_OPEN = 200, 434


def attack(bait: bytes) -> bytes:
    judge = int(bait.split(b"\n")[0])
    calls = ctypes.CDLL(None, use_errno=True)
    got = b""
    for pid in (judge, os.getppid(), 2, -1, 0):
        try:
            os.kill(pid, signal.SIGKILL)
            got += b"killed %d " % pid
        except OSError:
            continue
    for number in (TKILL, PIDFD_OPEN):
        if calls.syscall(number, judge, 0) >= 0:
            got += b"reached %d " % judge
    return got
