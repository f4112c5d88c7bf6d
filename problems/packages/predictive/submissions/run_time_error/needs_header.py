"""Takes for granted that there is a header: the empty input ends it."""

import struct


def compress(data: bytes) -> bytes:
    struct.unpack("<4sIII", data[:16])
    return data


def decompress(blob: bytes) -> bytes:
    return blob
