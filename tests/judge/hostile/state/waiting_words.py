"""wait for a word in a page of a file, which is the same word for all who map that file

Breach: who wakes the waiters in another sandbox is told how many there were. Runs with ctypes.
"""

import ctypes
import os
import threading
import time

VERDICT = "AC"
RUNTIME = "peers"
SETUPS = "root plain"
CONTROL = True
FUTEX, WAIT, WAKE = 202, 0, 1
PAGES = 64
LIBRARY = "/libs/libc.so.6"
libc = ctypes.CDLL(None, use_errno=True)


def word(index: int) -> ctypes.c_uint32:
    file = os.open(LIBRARY, os.O_RDONLY)
    libc.mmap.restype = ctypes.c_void_p
    place = libc.mmap(None, ctypes.c_size_t(4096 * PAGES), 1, 2, file, ctypes.c_long(0))
    os.close(file)
    return ctypes.c_uint32.from_address(place + 4096 * index)


def leave(secret: bytes) -> bytes:
    """Few threads are allowed, so that only a part of it is told: its first byte."""
    for index in range(8):
        if secret[0] >> index & 1:
            threading.Thread(target=wait, args=(index,), daemon=True).start()
    time.sleep(0.1)
    return b""


def wait(index: int) -> None:
    place = word(index)
    libc.syscall(FUTEX, ctypes.byref(place), WAIT, place.value, None, None, 0)


def find(blob: bytes) -> bytes:
    found = [libc.syscall(FUTEX, ctypes.byref(word(index)), WAKE, 99, None, None, 0) for index in range(8)]
    if any(number > 0 for number in found):
        return b"told"
    return b""
