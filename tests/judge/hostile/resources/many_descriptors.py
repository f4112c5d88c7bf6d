"""hold many open files and pipes

Breach: more than 64 descriptors.
"""

import os


def attack(bait: bytes) -> bytes:
    held: list[int] = []
    try:
        while len(held) < 1000:
            held += os.pipe()
    except OSError:
        pass
    return b"%d descriptors" % len(held) if len(held) > 64 else b""
