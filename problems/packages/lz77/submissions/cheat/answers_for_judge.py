"""Writes an answer to the judge's pipe by itself, then another by returning, to leave the two out of step.

Expected: an answer too many is a wrong one, whenever the judge reads it.
"""

import posix
import sys


def say(data: bytes) -> None:
    posix.write(int(sys.argv[2]), b"O" + len(data).to_bytes(8, "big") + data)


def compress(data: bytes) -> bytes:
    say(b"")
    return data


def decompress(blob: bytes) -> bytes:
    say(b"")
    return blob
