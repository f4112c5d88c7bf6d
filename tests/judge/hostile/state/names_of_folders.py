"""leave folders whose names say it, owners, modes and times of files

Breach: them, found in another sandbox.
"""

import contextlib
import os

VERDICT = "AC SV RTE"
CONTROL = True
PLACES = ("/tmp", "/var/tmp", "/dev/shm", "/", "/dev", "/judge")


def leave(secret: bytes) -> bytes:
    for place in PLACES:
        with contextlib.suppress(OSError):
            os.mkdir(f"{place}/left-{secret.hex()}")
        with contextlib.suppress(OSError):
            os.symlink(secret.hex(), f"{place}/link")
    return b""


def find(blob: bytes) -> bytes:
    for place in PLACES:
        with contextlib.suppress(OSError):
            return bytes.fromhex(os.readlink(f"{place}/link"))
        for name in os.listdir(place) if os.path.isdir(place) else ():
            if name.startswith("left-"):
                return bytes.fromhex(name[5:])
    return b""
