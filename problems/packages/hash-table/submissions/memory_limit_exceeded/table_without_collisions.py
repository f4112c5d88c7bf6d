"""No two keys may share a slot, so there are as many slots as keys: 2^32."""

SLOTS = 1 << 32


def compress(data: bytes) -> bytes:
    table = bytearray(SLOTS)
    for position in range(len(data) - 3):
        word = int.from_bytes(data[position : position + 4], "little")
        table[word] = 1
    return data


def decompress(blob: bytes) -> bytes:
    return blob
