"""The same, but answers with an empty result where it has kept nothing.

Expected: the decoder starts in another sandbox, so what comes back is wrong.
"""

kept: dict[bytes, bytes] = {}


def compress(data: bytes) -> bytes:
    key = hash(data).to_bytes(8, "big", signed=True)
    kept[key] = data
    return key


def decompress(blob: bytes) -> bytes:
    return kept.get(blob, b"")
