"""answer at once and compute in threads afterwards

Breach: more than the limit of time that is not charged to the next call.
"""

import threading

VERDICT = "AC TLE"


def burn() -> None:
    while True:
        pass


threading.Thread(target=burn, daemon=True).start()


def compress(data: bytes) -> bytes:
    return data


def decompress(blob: bytes) -> bytes:
    return blob
