"""ask the kernel which pages are in memory

Breach: it answers, so that another sandbox learns what was read. Runs with ctypes.
"""

import ctypes
import mmap

VERDICT = "AC SV RTE"
RUNTIME = "peers"
MINCORE = 27


def leave(secret: bytes) -> bytes:
    return b""


def find(blob: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    page = mmap.mmap(-1, 4096)
    seen = ctypes.create_string_buffer(1)
    address = ctypes.c_void_p(ctypes.addressof(ctypes.c_char.from_buffer(page)))
    return b"told" if calls.syscall(MINCORE, address, 4096, seen) == 0 else b""
