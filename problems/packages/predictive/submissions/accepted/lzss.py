"""LZSS: a dictionary coder. A flag says whether a byte follows or a copy of what stood somewhere before; it knows
nothing of samples and predicts none. Flags come in bytes, eight at a time; a copy is a distance of two bytes and a
length of one.
"""

MIN_MATCH, MAX_MATCH, WINDOW = 4, 259, 65_535
STORED, PACKED = b"\0", b"\1"


def compress(data: bytes) -> bytes:
    packed = PACKED + len(data).to_bytes(4, "little") + pack(data)
    return packed if len(packed) <= len(data) else STORED + data


def decompress(blob: bytes) -> bytes:
    if blob[:1] == STORED:
        return blob[1:]
    return unpack(blob, int.from_bytes(blob[1:5], "little"))


def pack(data: bytes) -> bytes:
    out, items, flags, count = bytearray(), bytearray(), 0, 0
    last_seen: dict[bytes, int] = {}
    position = 0
    while position < len(data):
        length, distance = find(data, position, last_seen)
        flags |= (length > 0) << count
        if length:
            items += distance.to_bytes(2, "little") + bytes([length - MIN_MATCH])
        else:
            items.append(data[position])
        position += length or 1
        count += 1
        if count == 8 or position >= len(data):
            out.append(flags)
            out += items
            items, flags, count = bytearray(), 0, 0
    return bytes(out)


def find(data: bytes, position: int, last_seen: dict[bytes, int]) -> tuple[int, int]:
    """Length and distance of a copy of what comes now, 0 and 0 if there is none."""
    key = data[position : position + MIN_MATCH]
    candidate = last_seen.get(key, -WINDOW - 1)
    last_seen[key] = position
    if position - candidate > WINDOW or len(key) < MIN_MATCH:
        return 0, 0
    length, limit = MIN_MATCH, min(MAX_MATCH, len(data) - position)
    while length < limit and data[candidate + length] == data[position + length]:
        length += 1
    return length, position - candidate


def unpack(blob: bytes, size: int) -> bytes:
    out, position, flags = bytearray(), 5, 1
    while len(out) < size:
        if flags == 1:
            flags = blob[position] | 256
            position += 1
        if flags & 1:
            start = len(out) - int.from_bytes(blob[position : position + 2], "little")
            for index in range(
                start, start + blob[position + 2] + MIN_MATCH
            ):  # a copy may overlap its own output
                out.append(out[index])
            position += 3
        else:
            out.append(blob[position])
            position += 1
        flags >>= 1
    return bytes(out)
