"""lock files of the runtime, which all sandboxes share, in every way there is

Breach: another sandbox cannot lock those of them that say 1. Runs with fcntl.
"""

import fcntl
import os

VERDICT = "AC SV RTE"
RUNTIME = "peers"


def places() -> list[str]:
    folder = "/python/lib/" + os.listdir("/python/lib")[0] + "/encodings/"
    return [folder + name for name in sorted(os.listdir(folder)) if name.endswith(".py")][:64]


def leave(secret: bytes) -> bytes:
    bits = int.from_bytes(secret, "big")
    for index, place in enumerate(places()):
        if bits >> index & 1:
            lock(place)
    return b""


def find(blob: bytes) -> bytes:
    bits = sum((not lock(place)) << index for index, place in enumerate(places()))
    return bits.to_bytes(8, "big")


def lock(place: str) -> bool:
    """Kept until the end of the process, where so many files may be open."""
    try:
        file = os.open(place, os.O_RDONLY)
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
