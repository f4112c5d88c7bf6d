"""make so many empty files that their names and inodes take the kernel's memory

Breach: more than 20,000 of them.
"""

import contextlib
import os

VERDICT = "AC MLE TLE"
CONTROL = True
FOLDERS = ("/tmp", "/var/tmp", "/dev/shm", "/run", "/dev", "/judge", "/")
MOST = 20_000


def attack(bait: bytes) -> bytes:
    made = 0
    for folder in FOLDERS:
        with contextlib.suppress(OSError):
            os.mkdir(f"{folder}/many")
            while made <= MOST:
                os.close(os.open(f"{folder}/many/{made}", os.O_CREAT | os.O_WRONLY))
                made += 1
    return b"%d files" % made if made > MOST else b""
