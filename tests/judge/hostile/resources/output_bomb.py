"""make a few bytes into very many

Breach: more output than the limit that is taken.
"""

VERDICT = "OLE MLE"


def compress(data: bytes) -> bytes:
    return b""


def decompress(blob: bytes) -> bytes:
    return b"x" * (100 << 20)
