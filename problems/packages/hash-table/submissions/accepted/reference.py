"""A hash-table codec in plain Python: every key is hashed at once, one probe a position, five flat streams.

The input becomes triples (run, length, distance): copy `run` literal bytes, then `length` bytes from
`distance` back. A packed blob is the byte 1, three sizes of 4 bytes (input, triples, extras), and then

    tokens      one byte a triple: 4 bits of run, 4 bits of length - 4; 15 says that an extra follows
    distances   two bytes a triple, low byte first
    extras      what 15 left over: any number of 255s and a byte below that, which are summed
    literals    the bytes that no match covers

A stored blob is the byte 0 and the input. Numbers are little-endian, as the machines are that run this.

Source of the token: LZ4's block format. The hash is linear over bits, so that shifts of one long integer
hash all positions together.
"""

from array import array
from collections.abc import Iterator

STORED, PACKED = b"\0", b"\1"
HEADER = 13  # bytes before the tokens
MIN_MATCH = 4
FARTHEST = 65_535  # what two bytes can say
SLOTS = 1 << 16
SHIFTS = (5, 10, 15, 20)  # with 16 bits of the last one, a key is 36 bits long: four and a half bytes
FILL_STEP = 2  # inside a match every second position enters the table
LONG = 15  # a field of the token that says "see the extras"

RUNS = bytes(token >> 4 for token in range(256))
LENGTHS = bytes((token & 15) + MIN_MATCH for token in range(256))

Triple = tuple[int, int, int]


def compress(data: bytes) -> bytes:
    triples = parse(data) if len(data) > HEADER else []
    packed = pack(data, triples)
    return packed if len(packed) <= len(data) else STORED + data


def decompress(blob: bytes) -> bytes:
    return unpack(blob) if blob[:1] == PACKED else blob[1:]


# --- keys -----------------------------------------------------------------------------------


def numbers_at_all_positions(code: str, data: bytes, count: int) -> array:
    """The number, in the array type `code`, that begins at each of the first `count` positions."""
    found = array(code, bytes(array(code).itemsize * count))
    size = found.itemsize
    for phase in range(min(size, count)):
        every = (count - phase + size - 1) // size
        found[phase::size] = array(code, data[phase : phase + size * every])
    return found


def slots_of(data: bytes) -> array:
    """A slot of the table for each position, from 36 bits that begin there: shifts and exclusive or."""
    whole = mixed = int.from_bytes(data, "little")
    for shift in SHIFTS:
        mixed ^= whole >> shift
    return numbers_at_all_positions("H", mixed.to_bytes(len(data) + 1, "little"), len(data))


# --- parsing --------------------------------------------------------------------------------


def parse(data: bytes) -> list[Triple]:
    """Triples that cover the data up to the literals at the end; at least 8 bytes of data."""
    words = numbers_at_all_positions("I", data, len(data) - 3)
    slots = slots_of(data)
    # All slots hold position 0 at first: like any other candidate it is compared before it is believed.
    table = [0] * SLOTS
    triples = []
    start, searched = 0, 1
    while True:
        for position in range(searched, len(words) - 1):
            slot = slots[position]
            candidate = table[slot]
            table[slot] = position
            if words[candidate] == words[position] and position - candidate <= FARTHEST:
                break
        else:
            return triples
        end = match_end(data, words, candidate, position)
        while end < len(words):
            # Lazy: look one byte on, and go there if the match there is longer.
            slot = slots[position + 1]
            other = table[slot]
            table[slot] = position + 1
            if data[other + end - position - 1] != data[end] or words[other] != words[position + 1]:
                break
            later = match_end(data, words, other, position + 1)
            if later <= end + 1 or position + 1 - other > FARTHEST:
                break
            position, candidate, end = position + 1, other, later
        while position > start and candidate and data[position - 1] == data[candidate - 1]:
            position -= 1
            candidate -= 1
        triples.append((position - start, end - position, position - candidate))
        for inside in range(position + 2, end, FILL_STEP):
            table[slots[inside]] = inside
        start = searched = end


def match_end(data: bytes, words: array, candidate: int, position: int) -> int:
    """Where the match ends that is known to have four bytes."""
    ahead = position - candidate
    end = position + MIN_MATCH
    while end < len(words) and words[end - ahead] == words[end]:
        end += 4
    while end < len(data) and data[end - ahead] == data[end]:
        end += 1
    return end


# --- streams --------------------------------------------------------------------------------


def pack(data: bytes, triples: list[Triple]) -> bytes:
    tokens, extras, literals = bytearray(), bytearray(), bytearray()
    position = 0
    for run, length, _ in triples:
        left = length - MIN_MATCH
        tokens.append(min(run, LONG) << 4 | min(left, LONG))
        for number in (run, left):
            if number >= LONG:
                extras += b"\xff" * ((number - LONG) // 255)
                extras.append((number - LONG) % 255)
        literals += data[position : position + run]
        position += run + length
    literals += data[position:]
    distances = array("H", [distance for _, _, distance in triples])
    sizes = (len(data), len(triples), len(extras))
    header = b"".join(size.to_bytes(4, "little") for size in sizes)
    return b"".join((PACKED, header, tokens, distances.tobytes(), extras, literals))


def unpack(blob: bytes) -> bytes:
    size, count, extra = (int.from_bytes(blob[start : start + 4], "little") for start in (1, 5, 9))
    literals_from = HEADER + 3 * count + extra
    if len(blob) < literals_from:
        raise ValueError("the blob ends before its literals")
    tokens = blob[HEADER : HEADER + count]
    distances = array("H", blob[HEADER + count : HEADER + 3 * count])
    numbers = long_numbers(blob[literals_from - extra : literals_from])
    literals = blob[literals_from:]
    out = bytearray()
    made = used = 0
    for run, length, distance in zip(tokens.translate(RUNS), tokens.translate(LENGTHS), distances, strict=True):
        if run:
            if run == LONG:
                run += next(numbers, 0)
            out += literals[used : used + run]
            used += run
            made += run
        if length == LONG + MIN_MATCH:
            length += next(numbers, 0)
        start = made - distance
        made += length
        if distance >= length:
            out += out[start : start + length]
        else:
            out += repeated(out[start:], length)
    out += literals[used:]
    if len(out) != size:
        raise ValueError("the blob does not give as many bytes as it says")
    return bytes(out)


def long_numbers(extras: bytes) -> Iterator[int]:
    number = 0
    for byte in extras:
        number += byte
        if byte < 255:
            yield number
            number = 0


def repeated(piece: bytearray, length: int) -> bytes:
    """A match that overlaps its own output is a period, written again and again."""
    if not piece:
        raise ValueError("a match must have something to copy")
    return (piece * (length // len(piece) + 1))[:length]


# --- analysis -------------------------------------------------------------------------------


def analyze(data: bytes, table_bits: int) -> dict[str, int | float]:
    """What a table of `1 << table_bits` slots does with these data, as the statement defines it."""
    words = numbers_at_all_positions("I", data, max(0, len(data) - 3))
    slots = [(word * 2_654_435_761 & 0xFFFFFFFF) >> 32 - table_bits for word in words]
    before = look_up_all(slots)
    hits = [old >= 0 and words[old] == word for old, word in zip(before, words, strict=True)]
    sharing = keys_in_slots(words, slots)
    occupied, keys = len(sharing), sum(map(len, sharing.values()))
    matches = greedy(data, before, hits)
    literals = len(data) - sum(matches)
    return {
        "lookups": len(words),
        "occupied": occupied,
        "load": occupied / (1 << table_bits),
        "hits": sum(hits),
        "collisions": len(words) - occupied - sum(hits),
        "keys": keys,
        "lost": len(words) - keys - sum(hits),
        "crowded": max(map(len, sharing.values()), default=0),
        "farthest": max((i - before[i] for i, hit in enumerate(hits) if hit), default=0),
        "matches": len(matches),
        "longest": max(matches, default=0),
        "literal_share": literals / len(data) if data else 0.0,
    }


def look_up_all(slots: list[int]) -> list[int]:
    """For each position the one that its slot holds just before, -1 for none."""
    table: dict[int, int] = {}
    before = []
    for position, slot in enumerate(slots):
        before.append(table.get(slot, -1))
        table[slot] = position
    return before


def keys_in_slots(words: array, slots: list[int]) -> dict[int, set[int]]:
    sharing: dict[int, set[int]] = {}
    for word, slot in zip(words, slots, strict=True):
        sharing.setdefault(slot, set()).add(word)
    return sharing


def greedy(data: bytes, before: list[int], hits: list[bool]) -> list[int]:
    """Lengths of the matches: every hit that is near enough is taken, as long as it goes."""
    lengths = []
    position = 0
    while position < len(hits):
        candidate = before[position]
        if not hits[position] or position - candidate > FARTHEST:
            position += 1
            continue
        length = MIN_MATCH
        while position + length < len(data) and data[candidate + length] == data[position + length]:
            length += 1
        lengths.append(length)
        position += length
    return lengths
