"""The window is one byte too wide: a distance of 65,536 does not fit into two bytes and is written as 0."""

MIN_MATCH = 4
MAX_MATCH = 131
WINDOW = 65536


def compress(data: bytes) -> bytes:
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
        out += (position - candidate & 0xFFFF).to_bytes(2, "little")
        position += length
        literals_from = position
    write_literals(out, data[literals_from:])
    return b"P" + out if len(out) < len(data) else b"S" + data


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


def decompress(blob: bytes) -> bytes:
    if blob[:1] == b"S":
        return blob[1:]
    out = bytearray()
    position = 1
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
