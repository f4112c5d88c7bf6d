"""use whatever descriptor the judge forgot to close

Breach: one that is neither a pipe nor the null device.
"""

import os
import stat

CONTROL = True


def attack(bait: bytes) -> bytes:
    found = []
    for number in range(4096):
        try:
            about = os.fstat(number)
        except OSError:
            continue
        null = stat.S_ISCHR(about.st_mode) and about.st_rdev == os.makedev(1, 3)
        if not stat.S_ISFIFO(about.st_mode) and not null:
            found.append(b"%d" % number)
    return b" ".join(found)
