"""set the times of the null device, which is the host's own

Breach: they tell another sandbox.
"""

import contextlib
import os
import time

VERDICT = "AC"
DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom")


def leave(secret: bytes) -> bytes:
    number = int.from_bytes(secret, "big")
    for device in DEVICES:
        with contextlib.suppress(OSError):
            os.utime(device, ns=(number >> 1, number >> 1))
    # To now is allowed to all who may write: by many devices and moments it still tells bits.
    for device, bit in zip(DEVICES, bin(number | 1 << 64)[3:6], strict=True):
        with contextlib.suppress(OSError):
            if bit == "1":
                os.utime(device)
    return b""


def find(blob: bytes) -> bytes:
    recent = [device for device in DEVICES if abs(time.time() - os.stat(device).st_mtime) < 2]
    if recent:
        return b"told"
    return b""
