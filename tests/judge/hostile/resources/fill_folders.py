"""fill every folder that can be written with one large file

Breach: more than 16 MiB in all. Where there is scratch it has a size.
"""

import contextlib
import os

VERDICT = "AC MLE"
CONTROL = True
FOLDERS = ("/tmp", "/var/tmp", "/dev/shm", "/run", "/dev", "/judge", "/python", "/libs", "/packages", "/")
MOST = 16 * 1024 * 1024


def attack(bait: bytes) -> bytes:
    written = sum(map(filled, FOLDERS))
    return b"%d bytes" % written if written > MOST else b""


def filled(folder: str) -> int:
    written = 0
    with contextlib.suppress(OSError), open(os.path.join(folder, "large"), "wb", 0) as file:
        while written < 3 * MOST:
            written += file.write(bytes(1 << 20))
    return written
