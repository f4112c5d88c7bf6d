"""Copies every match as one slice, so a match that overlaps its own output comes out too short."""

MIN_MATCH, MAX_MATCH, WINDOW = 4, 131, 65_535


def compress(data: bytes) -> bytes:
    out = bytearray()
    last_seen: dict[bytes, int] = {}
    start = position = 0
    while position + MIN_MATCH <= len(data):
        key = data[position : position + MIN_MATCH]
        candidate = last_seen.get(key, -1)
        last_seen[key] = position
        if candidate < 0 or position - candidate > WINDOW:
            position += 1
            continue
        length = MIN_MATCH
        limit = min(MAX_MATCH, len(data) - position)
        while length < limit and data[candidate + length] == data[position + length]:
            length += 1
        out += literals(data[start:position]) + bytes([length + 124])
        out += (position - candidate).to_bytes(2, "little")
        start = position = position + length
    return bytes(out + literals(data[start:]))


def literals(data: bytes) -> bytes:
    chunks = (data[start : start + 128] for start in range(0, len(data), 128))
    return b"".join(bytes([len(chunk) - 1]) + chunk for chunk in chunks)


def decompress(blob: bytes) -> bytes:
    out = bytearray()
    position = 0
    while position < len(blob):
        control = blob[position]
        if control < 128:
            out += blob[position + 1 : position + control + 2]
            position += control + 2
        else:
            start = len(out) - int.from_bytes(blob[position + 1 : position + 3], "little")
            out += out[start : start + control - 124]
            position += 3
    return bytes(out)
