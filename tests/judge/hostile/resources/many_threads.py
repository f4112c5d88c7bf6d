"""start many threads

Breach: more than 40 alive at once.
"""

import contextlib
import threading

CONTROL = True


def attack(bait: bytes) -> bytes:
    held = threading.Event()
    started = []
    with contextlib.suppress(RuntimeError):
        while len(started) < 60:
            started.append(threading.Thread(target=held.wait, daemon=True))
            started[-1].start()
    alive = threading.active_count()
    held.set()
    return b"%d threads" % alive if alive > 40 else b""
