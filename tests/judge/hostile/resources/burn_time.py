"""compute for ever

Breach: any end but the limit of time.
"""

VERDICT = "TLE"


def attack(bait: bytes) -> bytes:
    while True:
        pass
