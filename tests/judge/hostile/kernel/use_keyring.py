"""keep a secret in a keyring of the kernel, which no namespace bounds

Breach: a key that was added, found or read. Runs with ctypes.
"""

import ctypes

RUNTIME = "peers"
CONTROL = True
ADD_KEY, KEYCTL = 248, 250


def attack(bait: bytes) -> bytes:
    calls = ctypes.CDLL(None, use_errno=True)
    got = b""
    for ring in (-2, -3, -4, -5):
        if calls.syscall(ADD_KEY, b"user", b"lossless", b"secret", 6, ring) >= 0:
            got += b"added to %d " % ring
        if calls.syscall(KEYCTL, 0, ring, 0) >= 0:
            got += b"found %d " % ring
    return got
