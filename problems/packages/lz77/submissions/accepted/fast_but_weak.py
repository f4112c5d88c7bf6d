"""Byte-aligned like LZ4: one probe per position, no entropy coding. Fast, and weak on every family.

A sequence is a token (4 bits of literal count, 4 bits of match length), more bytes where 15 is not
enough, the literals, and a distance of two bytes. Source: the LZ4 block format.
"""

MIN_MATCH = 4
WINDOW = 65_535
SKIP = 6  # after 2^SKIP misses in a row the search takes wider steps


def compress(data: bytes) -> bytes:
    out = bytearray(len(data).to_bytes(4, "big"))
    last_seen: dict[bytes, int] = {}
    anchor = position = misses = 0
    end = len(data) - MIN_MATCH
    while position <= end:
        key = data[position : position + MIN_MATCH]
        candidate = last_seen.get(key, -1)
        last_seen[key] = position
        if candidate < 0 or position - candidate > WINDOW:
            misses += 1
            position += 1 + (misses >> SKIP)
            continue
        length = match_length(data, candidate, position)
        write_sequence(out, data[anchor:position], length - MIN_MATCH, position - candidate)
        anchor = position = position + length
        misses = 0
    write_sequence(out, data[anchor:], 0, 0)
    return bytes(out)


def match_length(data: bytes, candidate: int, position: int) -> int:
    length, step = MIN_MATCH, 8
    room = len(data) - position
    while length < room:
        piece = data[position + length : position + length + step]
        if data[candidate + length : candidate + length + len(piece)] != piece:
            break
        length += len(piece)
        step *= 2
    while length < room and data[candidate + length] == data[position + length]:
        length += 1
    return length


def write_sequence(out: bytearray, literals: bytes, beyond: int, distance: int) -> None:
    count = len(literals)
    out.append(min(count, 15) << 4 | min(beyond, 15))
    out += more(count - 15)
    out += literals
    out += distance.to_bytes(2, "little")
    out += more(beyond - 15)


def more(rest: int) -> bytes:
    return b"" if rest < 0 else b"\xff" * (rest // 255) + bytes([rest % 255])


def decompress(blob: bytes) -> bytes:
    size = int.from_bytes(blob[:4], "big")
    out = bytearray()
    position = 4
    while len(out) < size:
        token = blob[position]
        count, position = read_more(blob, position + 1, token >> 4)
        out += blob[position : position + count]
        position += count
        distance = blob[position] | blob[position + 1] << 8
        length, position = read_more(blob, position + 2, token & 15)
        if not distance:
            continue
        length += MIN_MATCH
        start = len(out) - distance
        piece = out[start : start + length]
        out += piece if length <= distance else (piece * (length // distance + 1))[:length]
    return bytes(out)


def read_more(blob: bytes, position: int, value: int) -> tuple[int, int]:
    if value == 15:
        while blob[position] == 255:
            value += 255
            position += 1
        value += blob[position]
        position += 1
    return value, position
