"""keep memory in a file without a name

Breach: such a file, whose pages outlive what is counted. Runs with ctypes.
"""

import ctypes
import os

RUNTIME = "peers"
CONTROL = True
MEMFD_CREATE, MEMFD_SECRET = 319, 447


def attack(bait: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    got = b""
    for number, *arguments in ((MEMFD_CREATE, b"kept", 0), (MEMFD_SECRET, 0)):
        descriptor = calls.syscall(number, *arguments)
        if descriptor >= 0:
            os.ftruncate(descriptor, 1 << 20)
            got += b"file %d " % descriptor
    return got
