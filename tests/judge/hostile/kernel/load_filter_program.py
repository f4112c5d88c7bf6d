"""load a program into the kernel by bpf

Breach: a map or program. Runs with ctypes.
"""

import ctypes

RUNTIME = "peers"
BPF = 321


def attack(bait: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    attributes = ctypes.create_string_buffer(b"\2\0\0\0\4\0\0\0\10\0\0\0\1\0\0\0", 128)
    return b"a map" if calls.syscall(BPF, 0, attributes, 72) >= 0 else b""
