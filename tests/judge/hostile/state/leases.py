"""take leases on files of the runtime, or ask to be told when others open them

Breach: any that is given. Runs with fcntl.
"""

import contextlib
import fcntl
import os

VERDICT = "AC"
RUNTIME = "peers"


def leave(secret: bytes) -> bytes:
    return b""


def find(blob: bytes) -> bytes:
    for command, argument in ((1024, 0), (1024, 1), (1026, 0x80000001), (37, 0), (38, 0), (8, 1), (10, 10)):
        with contextlib.suppress(OSError):
            file = os.open("/dev/zero", os.O_RDONLY)
            fcntl.fcntl(file, command, argument)
            return b"told"
    return b""
