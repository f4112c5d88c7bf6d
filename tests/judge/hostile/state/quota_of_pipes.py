"""use up what the host's user may have of pages in pipes

Breach: pipes of another sandbox of the same user are smaller.
"""

import contextlib
import os

VERDICT = "AC"


def pipes() -> list[int]:
    ends: list[int] = []
    with contextlib.suppress(OSError):
        while True:
            ends += os.pipe2(os.O_NONBLOCK)
    return ends


KEPT: list[int] = []


def leave(secret: bytes) -> bytes:
    KEPT.extend(pipes())
    return b""


def find(blob: bytes) -> bytes:
    try:
        reader, writer = os.pipe2(os.O_NONBLOCK)
    except PermissionError:
        return b""
    room = os.write(writer, bytes(65536))
    os.close(reader)
    if room < 65536:
        return b"told"
    return b""
