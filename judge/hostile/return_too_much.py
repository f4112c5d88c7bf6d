"""return more than the judge may hold

Breach: an answer longer than the limit that is taken.
"""


def attack(bait: bytes) -> bytes:
    return bytes(8 * 1024 * 1024)
