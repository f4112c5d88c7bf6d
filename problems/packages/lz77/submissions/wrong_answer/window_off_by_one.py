"""The window is one byte too wide: a distance of 65,536 does not fit into two bytes and comes back as 0."""

MIN_MATCH = 4
WINDOW = 65_536


def compress(data: bytes) -> bytes:
    out = bytearray()
    last_seen: dict[bytes, int] = {}
    position = 0
    while position < len(data):
        key = data[position : position + MIN_MATCH]
        candidate = last_seen.get(key, -1)
        last_seen[key] = position
        if len(key) < MIN_MATCH or candidate < 0 or position - candidate > WINDOW:
            out += b"\0" + data[position : position + 1]
            position += 1
            continue
        length = MIN_MATCH
        while length < 255 and data[candidate + length : candidate + length + 1] == (
            data[position + length : position + length + 1] or None
        ):
            length += 1
        out.append(length)
        out += (position - candidate & 0xFFFF).to_bytes(2, "little")
        position += length
    return bytes(out) if len(out) <= len(data) else b"\xff" + data


def decompress(blob: bytes) -> bytes:
    if blob[:1] == b"\xff":
        return blob[1:]
    out = bytearray()
    position = 0
    while position < len(blob):
        length = blob[position]
        if not length:
            out.append(blob[position + 1])
            position += 2
            continue
        distance = int.from_bytes(blob[position + 1 : position + 3], "little")
        for _ in range(length):
            out.append(out[-distance])
        position += 3
    return bytes(out)
