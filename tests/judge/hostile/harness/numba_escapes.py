"""make machine code by a just-in-time compiler and let it call the kernel

Breach: a process, a file or a socket. Runs where machine code may be made.
"""

import ctypes

VERDICT = "AC RTE SV"
RUNTIME = "python-scientific"
SETUPS = "root plain"
CONTROL = True


def attack(bait: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    got = b""
    for number, *arguments in ((41, 2, 1, 0), (319, b"code", 0), (257, -100, b"/tmp/file", 0o101, 0o600)):
        if calls.syscall(number, *arguments) >= 0:
            got += b"call %d " % number
    child = calls.fork()
    if child == 0:
        calls._exit(0)
    return got + (b"a process" if child > 0 else b"")
