"""become somebody else, or get rights

Breach: another user, a capability or dropped privileges that are back. Runs with ctypes.
"""

import ctypes

RUNTIME = "peers"
CAPSET = 126
ATTEMPTS: tuple[tuple[str, int], ...] = (
    *(("setuid", 0), ("setgid", 0), ("seteuid", 0), ("setegid", 0), ("setuid", 1000), ("setgroups", 0)),
    *(("setfsuid", -1), ("setuid", 70001)),
)


def attack(bait: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    got = []
    for name, *arguments in ATTEMPTS:
        if getattr(calls, name)(*arguments) == 0 and arguments != [(1 << 32) - 1]:
            got.append(name)
    header = ctypes.create_string_buffer(b"\x22\x05\x08\x20\0\0\0\0", 8)
    if calls.syscall(CAPSET, header, ctypes.create_string_buffer(b"\xff" * 24, 24)) == 0:
        got.append("capabilities")
    return " ".join(got).encode()
