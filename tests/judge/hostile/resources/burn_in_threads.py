"""compute in threads while the first one sleeps

Breach: half a second in each of four threads that is not charged.
"""

import threading
import time

VERDICT = "TLE"
SECONDS = 0.5


def burn() -> None:
    while time.thread_time() < SECONDS:
        pass


def attack(bait: bytes) -> bytes:
    threads = [threading.Thread(target=burn) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return b"two seconds of CPU"
