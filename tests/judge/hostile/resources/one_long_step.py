"""compute in one step that no handler can interrupt

Breach: any end but the limit of time.
"""

VERDICT = "TLE MLE"


def attack(bait: bytes) -> bytes:
    return b"%d" % (len(str(7 ** (7**8 * 4))) * 0)
