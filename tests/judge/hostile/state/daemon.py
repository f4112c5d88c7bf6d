"""leave a process that answers later

Breach: it lives after its sandbox, or speaks to another.
"""

import contextlib
import os
import time

VERDICT = "AC SV RTE"
CONTROL = True
PLACES = ("/tmp/", "/dev/shm/", "/dev/", "/")


def leave(secret: bytes) -> bytes:
    try:
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                serve(secret)
            os._exit(0)
        os.wait()
    except OSError:
        return b""
    time.sleep(0.1)
    return b""


def serve(secret: bytes) -> None:
    for number in range(3, 64):
        with contextlib.suppress(OSError):
            os.close(number)
    for place in PLACES:
        with contextlib.suppress(OSError), open(place + "from-daemon", "wb") as file:
            file.write(secret)
    time.sleep(20)
    os._exit(0)


def find(blob: bytes) -> bytes:
    for place in PLACES:
        with contextlib.suppress(OSError), open(place + "from-daemon", "rb") as file:
            return file.read()
    return b""
