"""leave a file

Breach: its contents, found in another sandbox.
"""

import contextlib

VERDICT = "AC SV RTE"
CONTROL = True
PLACES = ("/tmp/", "/var/tmp/", "/dev/shm/", "/run/", "/dev/", "/", "/judge/", "/python/lib/")


def leave(secret: bytes) -> bytes:
    for place in PLACES:
        with contextlib.suppress(OSError), open(place + "left", "wb") as file:
            file.write(secret)
    return b""


def find(blob: bytes) -> bytes:
    for place in PLACES:
        with contextlib.suppress(OSError), open(place + "left", "rb") as file:
            return file.read()
    return b""
