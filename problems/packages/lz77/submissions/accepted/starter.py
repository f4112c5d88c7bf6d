"""A byte-aligned LZ77 codec that is right but far from good. Make it better.

Format: one byte that says STORED or PACKED; stored data follow as they are. Packed data are sequences of
a control byte c, then
  c < 128:  c + 1 literal bytes follow;
  c >= 128: a match of c - 124 bytes (4 to 131), its distance in two bytes, low byte first.
"""

MIN_MATCH = 4
MAX_MATCH = 131
WINDOW = 65535
STORED, PACKED = b"\0", b"\1"


def compress(data: bytes) -> bytes:
    packed = pack(data)
    return PACKED + packed if len(packed) < len(data) else STORED + data


def decompress(blob: bytes) -> bytes:
    return unpack(blob[1:]) if blob[:1] == PACKED else blob[1:]


def pack(data: bytes) -> bytes:
    out = bytearray()
    last_seen = {}
    literals_from = position = 0
    while position + MIN_MATCH <= len(data):
        key = data[position : position + MIN_MATCH]
        candidate = last_seen.get(key, -1)
        last_seen[key] = position
        if candidate < 0 or position - candidate > WINDOW:
            position += 1
            continue
        length = match_length(data, candidate, position)
        write_literals(out, data[literals_from:position])
        out.append(length + 124)
        out += (position - candidate).to_bytes(2, "little")
        position += length
        literals_from = position
    write_literals(out, data[literals_from:])
    return bytes(out)


def match_length(data: bytes, candidate: int, position: int) -> int:
    limit = min(MAX_MATCH, len(data) - position)
    length = MIN_MATCH
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


def parse_window(data: bytes, window: int) -> list[list[int]]:
    """[literals, length, distance] again and again; here all bytes are literals."""
    return [[len(data), 0, 0]]
