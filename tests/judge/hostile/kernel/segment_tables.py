"""change the tables of segments and ports of the processor

Breach: any that is not refused. Runs with ctypes.
"""

import ctypes

RUNTIME = "peers"
CONTROL = True
MODIFY_LDT, IOPL, IOPERM = 154, 172, 173


def attack(bait: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    entry = ctypes.create_string_buffer(b"\0\0\0\0\0\0\0\0\xff\xff\0\0\x71\0\0\0", 16)
    got = b"local table " if calls.syscall(MODIFY_LDT, 1, entry, 16) == 0 else b""
    got += b"ports " if calls.syscall(IOPL, 3) == 0 else b""
    got += b"port " if calls.syscall(IOPERM, 0x80, 1, 1) == 0 else b""
    return got
