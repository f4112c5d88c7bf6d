"""make memory executable

Breach: a mapping that may be written and run, or was written and may be run. Runs with ctypes.
"""

import ctypes
import mmap

RUNTIME = "peers"
# Elsewhere it is allowed what this program asks for.
SETUPS = "root plain"
READ, WRITE, EXECUTE = 1, 2, 4
PAGE = 4096
MEMFD_CREATE, MPROTECT, PKEY_MPROTECT, PERSONALITY = 319, 10, 329, 135


def attack(bait: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    got = b""
    try:
        mmap.mmap(-1, PAGE, prot=READ | WRITE | EXECUTE)
        got += b"mapped "
    except OSError:
        pass
    page = mmap.mmap(-1, PAGE)
    address = ctypes.addressof(ctypes.c_char.from_buffer(page))
    for number in (MPROTECT, PKEY_MPROTECT):
        if calls.syscall(number, ctypes.c_void_p(address), PAGE, READ | EXECUTE, 0) == 0:
            got += b"made executable "
    if calls.syscall(MEMFD_CREATE, b"code", 0) >= 0:
        got += b"file in memory "
    return got
