"""flood standard error from a thread while answering at length

Breach: more text than the limit that is not stopped.
"""

import os
import threading

VERDICT = "OLE AC"
CALLS = 200


def flood() -> None:
    while True:
        os.write(2, b"y" * 65536)


threading.Thread(target=flood, daemon=True).start()


def attack(bait: bytes) -> bytes:
    return b""
