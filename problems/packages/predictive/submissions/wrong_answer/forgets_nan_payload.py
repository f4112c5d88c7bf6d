"""Reads doubles as numbers: every NaN comes back as the same one."""

import struct


def compress(data: bytes) -> bytes:
    if data[:4] != b"f8  ":
        return b"\0" + data
    count = (len(data) - 16) // 8
    values = struct.unpack_from(f"<{count}d", data, 16)
    kept = [value if value == value else float("nan") for value in values]
    return b"\1" + data[:16] + struct.pack(f"<{count}d", *kept) + data[16 + 8 * count :]


def decompress(blob: bytes) -> bytes:
    return blob[1:]
