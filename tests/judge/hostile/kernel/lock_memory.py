"""hold memory that cannot be taken back, or in pages that others share

Breach: locked memory, huge pages or memory moved between nodes. Runs with ctypes.
"""

import ctypes

RUNTIME = "peers"
CONTROL = True


def attack(bait: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    page = ctypes.create_string_buffer(1 << 16)
    address = ctypes.c_void_p(ctypes.addressof(page))
    got = []
    for number, *arguments in (
        (149, address, 4096),
        (325, address, 4096, 1),
        (151, 3),
        (237, address, 4096, 1, 0, 0, 0),
        (279, 0, 0, 0, 0, 0, 0),
        (216, address, 4096, 0, 0, 0),
    ):
        if calls.syscall(number, *arguments) >= 0:
            got.append(b"%d" % number)
    return b" ".join(got)
