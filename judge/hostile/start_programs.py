"""start a process or another program

Breach: a process id, or a child that ran. Runs with ctypes, which submissions do not have.
"""

import ctypes
import os
from collections.abc import Callable
from functools import partial

RUNTIME = "peers"
CLONE3, VFORK, FORK = 435, 58, 57


def attack(bait: bytes) -> bytes:
    got = b""
    if "fork" in dir(os):
        got += tried(os.fork)
    got += tried(lambda: os.posix_spawn("/python/bin/python3", ["python3", "-c", "pass"], {}))
    got += tried(lambda: os.execv("/python/bin/python3", ["python3", "-c", "import os; os.write(4, b'O')"]))
    calls = ctypes.CDLL(None, use_errno=True)
    for number in (FORK, VFORK):
        got += tried(partial(calls.syscall, number))
    got += tried(lambda: calls.syscall(CLONE3, ctypes.create_string_buffer(88), 88))
    return got


def tried(start: Callable[[], object]) -> bytes:
    try:
        pid = start()
    except OSError:
        return b""
    if pid == 0:
        os._exit(0)
    return b"process " if isinstance(pid, int) and pid > 0 else b""
