"""ignore every signal and go on

Breach: being alive after the limit.
"""

import contextlib
import signal

VERDICT = "TLE"


def attack(bait: bytes) -> bytes:
    for number in range(1, 65):
        with contextlib.suppress(OSError, ValueError):
            signal.signal(number, signal.SIG_IGN)
            signal.pthread_sigmask(signal.SIG_BLOCK, {number})
    while True:
        pass
