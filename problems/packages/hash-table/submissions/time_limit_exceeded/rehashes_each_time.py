"""Grows its table by one slot whenever a key is new, and puts all keys into the new table: quadratic."""


def compress(data: bytes) -> bytes:
    table: list[list[bytes]] = [[]]
    keys = 0
    for position in range(len(data) - 3):
        key = data[position : position + 4]
        slot = table[hash(key) % len(table)]
        if key in slot:
            continue
        slot.append(key)
        keys += 1
        if keys > len(table):
            table = rehashed(table)
    return data


def rehashed(table: list[list[bytes]]) -> list[list[bytes]]:
    larger: list[list[bytes]] = [[] for _ in range(len(table) + 1)]
    for slot in table:
        for key in slot:
            larger[hash(key) % len(larger)].append(key)
    return larger


def decompress(blob: bytes) -> bytes:
    return blob
