"""answer system calls in the place of the kernel, or loosen the filter

Breach: a listener or another filter. Runs with ctypes.
"""

import ctypes

RUNTIME = "peers"
SECCOMP = 317


def attack(bait: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    allow = ctypes.create_string_buffer(b"\6\0\0\0\0\0\xff\x7f", 8)
    program = ctypes.create_string_buffer(16)
    ctypes.c_uint16.from_buffer(program).value = 1
    ctypes.c_uint64.from_buffer(program, 8).value = ctypes.addressof(allow)
    got = [b"flag %d" % flag for flag in (0, 1, 2, 4, 8) if calls.syscall(SECCOMP, 1, flag, program) >= 0]
    got += [b"prctl"] if calls.prctl(22, 2, program, 0, 0) == 0 else []
    return b" ".join(got)
