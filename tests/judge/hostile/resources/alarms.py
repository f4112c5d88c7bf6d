"""be interrupted a million times a second

Breach: an end that is neither right nor the limit of time.
"""

import signal

VERDICT = "AC TLE RTE"


def attack(bait: bytes) -> bytes:
    signal.signal(signal.SIGALRM, lambda number, frame: None)
    signal.setitimer(signal.ITIMER_REAL, 1e-6, 1e-6)
    total = 0
    for number in range(1_000_000):
        total += number
    return b""
