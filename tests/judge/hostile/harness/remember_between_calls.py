"""keep the data in a global variable and give them back from there

Breach: the second direction knows what the first was given.
"""

VERDICT = "RTE"

KEPT: list[bytes] = []


def compress(data: bytes) -> bytes:
    KEPT.append(data)
    return b""


def decompress(blob: bytes) -> bytes:
    return KEPT.pop()
