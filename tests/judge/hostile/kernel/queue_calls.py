"""let the kernel make calls from a queue, past the filter

Breach: a ring of io_uring, or of the older aio. Runs with ctypes.
"""

import ctypes

RUNTIME = "peers"
CONTROL = True
IO_SETUP, IO_URING_SETUP = 206, 425


def attack(bait: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    got = b""
    context = ctypes.c_uint64(0)
    if calls.syscall(IO_SETUP, 8, ctypes.byref(context)) == 0:
        got += b"aio "
    if calls.syscall(IO_URING_SETUP, 8, ctypes.create_string_buffer(256)) >= 0:
        got += b"ring "
    return got
