"""No limit on distances: the first of more than 65,535 does not fit into its two bytes."""

MIN_MATCH = 4
TABLE_BITS = 16
FACTOR = 2_654_435_761


def slot_of(word: int, bits: int) -> int:
    return (word * FACTOR & 0xFFFFFFFF) >> 32 - bits


def word_at(data: bytes, position: int) -> int:
    return int.from_bytes(data[position : position + 4], "little")


def compress(data: bytes) -> bytes:
    out = bytearray(b"\1")
    table = [-1] * (1 << TABLE_BITS)
    start = position = 0
    while position + MIN_MATCH <= len(data):
        word = word_at(data, position)
        slot = slot_of(word, TABLE_BITS)
        candidate = table[slot]
        table[slot] = position
        # Another key may have left its position here, so the bytes themselves decide.
        if candidate < 0 or word_at(data, candidate) != word:
            position += 1
            continue
        length = match_length(data, candidate, position)
        write_sequence(out, data[start:position], length)
        out += (position - candidate).to_bytes(2, "little")
        start = position = position + length
    write_sequence(out, data[start:], MIN_MATCH)
    return bytes(out) if len(out) <= len(data) else b"\0" + data


def match_length(data: bytes, candidate: int, position: int) -> int:
    length = MIN_MATCH
    while position + length < len(data) and data[candidate + length] == data[position + length]:
        length += 1
    return length


def write_sequence(out: bytearray, literals: bytes, length: int) -> None:
    run, left = len(literals), length - MIN_MATCH
    out.append(min(run, 15) << 4 | min(left, 15))
    write_rest(out, run)
    out += literals
    write_rest(out, left)


def write_rest(out: bytearray, number: int) -> None:
    if number >= 15:
        out += b"\xff" * ((number - 15) // 255)
        out.append((number - 15) % 255)


def decompress(blob: bytes) -> bytes:
    if blob[:1] != b"\1":
        return blob[1:]
    out = bytearray()
    at = 1
    while True:
        token = blob[at]
        run, at = read_rest(blob, at + 1, token >> 4)
        out += blob[at : at + run]
        length, at = read_rest(blob, at + run, token & 15)
        if at == len(blob):
            return bytes(out)
        copy(out, int.from_bytes(blob[at : at + 2], "little"), length + MIN_MATCH)
        at += 2


def read_rest(blob: bytes, at: int, number: int) -> tuple[int, int]:
    if number < 15:
        return number, at
    while blob[at] == 255:
        number += 255
        at += 1
    return number + blob[at], at + 1


def copy(out: bytearray, distance: int, length: int) -> None:
    start = len(out) - distance
    piece = out[start : start + length]
    while len(piece) < length:  # a match that overlaps its own output is a period
        piece = piece * 2
    out += piece[:length]
