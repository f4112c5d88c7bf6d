"""start many processes that start no others

Breach: more than 30 alive at once.
"""

import os
import time

VERDICT = "AC RTE"
CONTROL = True


def attack(bait: bytes) -> bytes:
    started = 0
    try:
        while started < 50:
            if os.fork() == 0:
                time.sleep(1)
                os._exit(0)
            started += 1
    except OSError:
        pass
    return b"%d processes" % started if started > 30 else b""
