"""move on the number that the kernel gives to the next pipe

Breach: pipes of another sandbox on the same core have a number that says what the first one knows.
"""

import os

SETUPS = "root plain"
# Others make pipes as well: what is said by a step of so many is heard.
STEP = 1 << 12


def number() -> int:
    ends = os.pipe()
    found = os.fstat(ends[0]).st_ino
    for end in ends:
        os.close(end)
    return found


def leave(secret: bytes) -> bytes:
    try:
        while number() // STEP % 16 != 7:
            pass
    except OSError:
        return b""
    return b""


def find(blob: bytes) -> bytes:
    try:
        return b"told" if number() // STEP % 16 == 7 else b""
    except OSError:
        return b""
