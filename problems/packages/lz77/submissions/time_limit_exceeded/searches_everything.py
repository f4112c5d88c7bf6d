"""Looks for the longest match at every earlier position: right, and quadratic."""

MIN_MATCH = 4


def compress(data: bytes) -> bytes:
    out = bytearray()
    position = 0
    while position < len(data):
        length, distance = longest(data, position)
        if length < MIN_MATCH:
            out += b"\0" + data[position : position + 1]
            position += 1
        else:
            out += bytes([length]) + distance.to_bytes(4, "big")
            position += length
    return b"\0" + bytes(out) if len(out) < len(data) else b"\1" + data


def longest(data: bytes, position: int) -> tuple[int, int]:
    best = distance = 0
    room = min(255, len(data) - position)
    for candidate in range(position):
        length = 0
        while length < room and data[candidate + length] == data[position + length]:
            length += 1
        if length > best:
            best, distance = length, position - candidate
    return best, distance


def decompress(blob: bytes) -> bytes:
    if blob[:1] == b"\1":
        return blob[1:]
    out = bytearray()
    position = 1
    while position < len(blob):
        length = blob[position]
        if not length:
            out.append(blob[position + 1])
            position += 2
            continue
        distance = int.from_bytes(blob[position + 1 : position + 5], "big")
        for _ in range(length):
            out.append(out[-distance])
        position += 5
    return bytes(out)
