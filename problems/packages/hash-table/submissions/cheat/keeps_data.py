"""Keeps the data in the module, and in a library module, and gives out a number.

Expected: the decoder starts in another sandbox, where the number means nothing.
"""

import sys

kept: list[bytes] = []


def compress(data: bytes) -> bytes:
    kept.append(data)
    sys.left_behind = kept
    return len(kept).to_bytes(4, "big")


def decompress(blob: bytes) -> bytes:
    return getattr(sys, "left_behind", kept)[int.from_bytes(blob, "big") - 1]
