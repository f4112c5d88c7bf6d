"""LZ77 in plain Python: priced lazy matching, then canonical Huffman codes for three streams.

The input is cut into frames of 1 MiB. A frame is parsed into triples (run, length, distance):
copy `run` literal bytes, then copy `length` bytes from `distance` bytes back. The triples become
byte streams, so that one Huffman coder serves them all:

    literals   the bytes that no match covers
    tokens     one byte a triple: 3 bits of run length, 5 bits of match length
    slots      one byte a triple: the magnitude of the distance, 0 for "the same as before"
    lengths    what did not fit into a token
    low bits   the rest of each distance, as plain bits

Every stream is split into segments where its statistics change; each segment has its own code.
Bits are written from the most significant down.

Sources: J. Ziv and A. Lempel, "A universal algorithm for sequential data compression" (1977);
RFC 1951 for lazy matching and canonical codes; LZ4's block format for the joint token.
"""

import heapq
import re
from collections import Counter
from itertools import repeat, starmap
from math import log2
from struct import unpack

FRAME = 1 << 20
STORED, PACKED = 0, 1

SEARCH_DEPTH = 24  # candidates looked at for each position
LONG_ENOUGH = 48  # a match this long ends the search and is taken at once
MATCH_PRICE = 18  # bits a typical match costs; a shorter key than these bits buys nothing
SLOT_PRICE = 8  # bits for token and slot of one match, its low bits excluded
REPEAT_PRICE = 6  # the same when the distance is the last one again
SHORTEST = 2  # shortest match that a token can say; only a repeated distance is that cheap

LONG_RUN, LONG_MATCH = 7, 31  # token fields that say "see the lengths stream"
CODE_LIMIT = 12  # longest Huffman code, and so the width of the decoding table
SEGMENT = 4096  # symbols in the smallest piece of a stream that may have its own code
HEADER_PRICE = 400  # bits a further code table costs, roughly


def compress(data: bytes) -> bytes:
    """Pack any bytes; the result is at most 8 bytes a MiB longer than the input."""
    out = bytearray()
    for start in range(0, len(data), FRAME):
        frame = bytes(data[start : start + FRAME])
        packed = pack_frame(frame)
        out.append(PACKED if len(packed) < len(frame) else STORED)
        out += with_size(packed if len(packed) < len(frame) else frame)
    return bytes(out)


def decompress(blob: bytes) -> bytes:
    """Give back what `compress` was given; ValueError or IndexError when the blob is damaged."""
    out, position = bytearray(), 0
    while position < len(blob):
        kind = blob[position]
        content, position = read_sized(blob, position + 1)
        out += unpack_frame(content) if kind == PACKED else content
    return bytes(out)


# --- frames -------------------------------------------------------------------------------


def pack_frame(frame: bytes) -> bytes:
    literal_bits = entropy(Counter(frame), len(frame))
    min_match = shortest_useful_match(literal_bits)
    triples = parse(frame, min_match, literal_bits) if literal_bits else []
    *streams, low_bits = to_streams(frame, triples)
    return b"".join(map(with_size, [*map(pack_symbols, streams), low_bits]))


def unpack_frame(content: bytes) -> bytes:
    parts, position = [], 0
    for _ in range(5):
        part, position = read_sized(content, position)
        parts.append(part)
    literals, tokens, slots, lengths = map(unpack_symbols, parts[:4])
    return replay(literals, tokens, distances(slots, parts[4]), lengths)


def shortest_useful_match(literal_bits: float) -> int:
    """How many bytes cost about as much as a match: 3 in machine code, 9 in DNA."""
    return max(3, min(12, round(MATCH_PRICE / max(literal_bits, 0.1))))


# --- parsing ------------------------------------------------------------------------------


def parse(data: bytes, min_match: int, literal_bits: float) -> list[tuple[int, int, int]]:
    """Cut the data into (run, length, distance); bytes after the last are literals.

    Lazy: a match waits one byte, and gives way when the match there saves more bits.
    """
    links = same_key_before(data, min_match)
    triples = []
    end = len(links)
    start = position = last_distance = 0
    while position < end:
        length, distance, saved = best_match(data, links, position, last_distance, min_match, literal_bits)
        while length and length < LONG_ENOUGH and position + 1 < end:
            later = best_match(data, links, position + 1, last_distance, length, literal_bits)
            if later[2] <= saved:
                break
            position += 1
            length, distance, saved = later
        if not length:
            position += 1
            continue
        triples.append((position - start, length, distance))
        last_distance = distance
        start = position = position + length
    return triples


def same_key_before(data: bytes, size: int) -> list[int]:
    """For each position, the last earlier one that starts with the same `size` bytes, or -1."""
    links = []
    last_seen: dict[bytes, int] = {}
    for position in range(len(data) - size + 1):
        key = data[position : position + size]
        links.append(last_seen.get(key, -1))
        last_seen[key] = position
    return links


def best_match(data, links, position, last_distance, least, literal_bits):
    """The match that saves most bits: (length, distance, bits saved), or (0, 0, 0).

    Candidates come nearest first, so a farther one must be longer. Most fail on the one
    byte that would make them longer than the best so far.
    """
    best_length = best_distance = 0
    best_saved = 0.0
    recent = position - last_distance
    if last_distance and data[recent : recent + 2] == data[position : position + 2]:
        best_length = match_length(data, recent, position)
        best_distance = last_distance
        best_saved = best_length * literal_bits - REPEAT_PRICE
    reach = max(best_length, least - 1)
    room = len(data) - position
    candidate = links[position]
    for _ in repeat(None, SEARCH_DEPTH):
        if candidate < 0 or reach >= room:
            break
        if data[candidate + reach] == data[position + reach]:
            length = match_length(data, candidate, position)
            if length > reach:
                reach = length
                distance = position - candidate
                saved = length * literal_bits - SLOT_PRICE - distance.bit_length()
                if saved > best_saved:
                    best_length, best_distance, best_saved = length, distance, saved
                if length >= LONG_ENOUGH:
                    break
        candidate = links[candidate]
    return best_length, best_distance, best_saved


def match_length(data: bytes, candidate: int, position: int) -> int:
    """Count equal bytes: slices of doubling size, then halving, so that long runs cost little."""
    step, length = 8, 0
    while (piece := data[position + length : position + length + step]) and piece == data[
        candidate + length : candidate + length + len(piece)
    ]:
        length += len(piece)
        step += step
    earlier = data[candidate + length : candidate + length + len(piece)]
    for old, new in zip(earlier, piece, strict=True):
        if old != new:
            break
        length += 1
    return length


# --- triples and streams ------------------------------------------------------------------


def to_streams(data, triples):
    literals, tokens, slots, lengths = bytearray(), bytearray(), bytearray(), bytearray()
    low_bits = []
    position = last_distance = 0
    for run, length, distance in triples:
        literals += data[position : position + run]
        position += run + length
        beyond = length - SHORTEST
        tokens.append(min(run, LONG_RUN) << 5 | min(beyond, LONG_MATCH))
        if run >= LONG_RUN:
            lengths += long_number(run - LONG_RUN)
        if beyond >= LONG_MATCH:
            lengths += long_number(beyond - LONG_MATCH)
        if distance == last_distance:
            slots.append(0)
            continue
        last_distance = distance
        slot = slot_of(distance)
        slots.append(slot)
        if LOW_BITS[slot]:
            low_bits.append(f"{distance - SLOT_START[slot]:0{LOW_BITS[slot]}b}")
    literals += data[position:]
    return literals, tokens, slots, lengths, from_bits("".join(low_bits))


def slot_of(distance: int) -> int:
    """Two slots for each power of two: slot 0 is kept for a repeated distance."""
    size = distance.bit_length()
    return 1 if size < 2 else 2 * size - 2 + (distance >> (size - 2) & 1)


LOW_BITS = [0, 0] + [size - 2 for size in range(2, 22) for _ in range(2)]
SLOT_START = [0, 1] + [top << size - 2 for size in range(2, 22) for top in (2, 3)]


def distances(slots: bytes, low_bits: bytes) -> list[int]:
    """Undo the slots: take the low bits of each distance from the plain bits."""
    words = iter(to_words(low_bits))
    found = []
    bits = left = distance = 0
    for slot in slots:
        if slot:
            count = LOW_BITS[slot]
            if left < count:
                bits = (bits & ((1 << left) - 1)) << 32 | next(words)
                left += 32
            left -= count
            distance = SLOT_START[slot] | bits >> left & ((1 << count) - 1)
        found.append(distance)
    return found


FIELDS = [(token >> 5, (token & 31) + SHORTEST) for token in range(256)]


def replay(literals, tokens, distances, lengths) -> bytearray:
    """Rebuild the frame from its streams."""
    out = bytearray()
    position = 0
    more = iter(lengths)
    for (run, length), distance in zip(map(FIELDS.__getitem__, tokens), distances, strict=True):
        if run:
            if run == LONG_RUN:
                run += read_long(more)
            out += literals[position : position + run]
            position += run
        if length == LONG_MATCH + SHORTEST:
            length += read_long(more)
        start = len(out) - distance
        if length <= distance:
            out += out[start : start + length]
        else:
            copy_overlapping(out, start, length)
    return out + literals[position:]


def copy_overlapping(out: bytearray, start: int, length: int) -> None:
    """A match longer than its distance repeats what it writes."""
    piece = out[start:]
    if not piece:
        raise ValueError("a match must have something to copy")
    out += (piece * (length // len(piece) + 1))[:length]


def long_number(value: int) -> bytes:
    return b"\xff" * (value // 255) + bytes([value % 255])


def read_long(source) -> int:
    value = 0
    for byte in source:
        value += byte
        if byte < 255:
            return value
    raise ValueError("a long number has no end")


# --- streams and Huffman codes ------------------------------------------------------------


def pack_symbols(stream: bytes) -> bytes:
    """Segments of one code each: how many symbols, the code's lengths, the bits."""
    out = bytearray()
    for start, end, counts in segments(stream):
        lengths = code_lengths(counts)
        codes = canonical_codes(lengths)
        bits = "".join(map(codes.__getitem__, stream[start:end]))
        out += number(end - start) + with_size(pack_lengths(lengths)) + with_size(from_bits(bits))
    return bytes(out)


def unpack_symbols(content: bytes) -> bytes:
    out, position = [], 0
    while position < len(content):
        count, position = read_number(content, position)
        lengths, position = read_sized(content, position)
        bits, position = read_sized(content, position)
        out.append(decode(unpack_lengths(lengths), bits, count))
    return b"".join(out)


def segments(stream: bytes) -> list[tuple[int, int, Counter]]:
    """Cut into small pieces, then join neighbours whose own code is not worth its header."""
    found: list[tuple[int, int, Counter]] = []
    for start in range(0, len(stream), SEGMENT):
        end = min(start + SEGMENT, len(stream))
        counts = Counter(stream[start:end])
        while found:
            before, _, earlier = found[-1]
            joint = earlier + counts
            apart = code_bits(earlier) + code_bits(counts) + HEADER_PRICE
            if code_bits(joint) > apart:
                break
            found.pop()
            start, counts = before, joint
        found.append((start, end, counts))
    return found


def code_bits(counts: Counter) -> float:
    """Bits that an ideal code for these counts spends on them."""
    total = sum(counts.values())
    return total * log2(total) - sum(n * log2(n) for n in counts.values()) if total else 0.0


def code_lengths(counts: Counter) -> dict[int, int]:
    """Huffman's lengths; counts are flattened until no code is longer than the limit."""
    if len(counts) == 1:
        return dict.fromkeys(counts, 0)
    while True:
        heap = [(n, symbol, (symbol,)) for symbol, n in counts.items()]
        heapq.heapify(heap)
        lengths = dict.fromkeys(counts, 0)
        while len(heap) > 1:
            n, tie, symbols = heapq.heappop(heap)
            m, _, others = heapq.heappop(heap)
            for symbol in symbols + others:
                lengths[symbol] += 1
            heapq.heappush(heap, (n + m, tie, symbols + others))
        if max(lengths.values()) <= CODE_LIMIT:
            return lengths
        counts = Counter({symbol: n // 2 + 1 for symbol, n in counts.items()})


def canonical_codes(lengths: dict[int, int]) -> dict[int, str]:
    """Consecutive numbers in order of (length, symbol), as strings of 0 and 1."""
    codes = {}
    code = previous = 0
    for length, symbol in sorted((length, symbol) for symbol, length in lengths.items()):
        code <<= length - previous
        codes[symbol] = f"{code:0{length}b}" if length else ""
        code += 1
        previous = length
    return codes


def decode(lengths: dict[int, int], bits: bytes, count: int) -> bytes:
    """Look up CODE_LIMIT bits at a time; each look-up gives one or two symbols."""
    if len(lengths) == 1:
        return bytes(lengths) * count
    table = decoding_table(lengths)
    found = []
    window = left = 0
    for word in to_words(bits):
        window = (window & ((1 << left) - 1)) << 32 | word
        left += 32
        while left >= CODE_LIMIT:
            symbols, used = table[window >> left - CODE_LIMIT & 4095]
            found.append(symbols)
            left -= used
    return b"".join(found)[:count]


def decoding_table(lengths: dict[int, int]) -> list[tuple[bytes, int]]:
    """(symbols, bits used) for every CODE_LIMIT bits; canonical order fills it front to back."""
    order = sorted((length, bytes([symbol])) for symbol, length in lengths.items())
    table: list[tuple[bytes, int]] = []
    for length, symbol in order:
        end = len(table) + (1 << CODE_LIMIT - length)
        room = CODE_LIMIT - length
        for further, second in order:
            if further > room:
                break
            table += [(symbol + second, length + further)] * (1 << room - further)
        table += [(symbol, length)] * (end - len(table))
    if len(table) != 1 << CODE_LIMIT:
        raise ValueError("the code lengths do not make a full code")
    return table


def pack_lengths(lengths: dict[int, int]) -> bytes:
    """One hex digit a symbol, f for absent; d and e shorten runs."""
    digits = "".join(f"{lengths.get(symbol, 15):x}" for symbol in range(max(lengths) + 1))
    digits = re.sub(r"f{3,18}|([0-9a-c])\1{3,18}", shorten, digits)
    return bytes.fromhex(digits + "f" * (len(digits) % 2))


def shorten(run: re.Match) -> str:
    length = len(run[0])
    return f"e{run[1]}{length - 4:x}" if run[1] else f"d{length - 3:x}"


def unpack_lengths(packed: bytes) -> dict[int, int]:
    digits = re.sub("d(.)|e(.)(.)", lengthen, packed.hex())
    return {symbol: int(digit, 16) for symbol, digit in enumerate(digits) if digit != "f"}


def lengthen(run: re.Match) -> str:
    return run[2] * (int(run[3], 16) + 4) if run[2] else "f" * (int(run[1], 16) + 3)


def entropy(counts: Counter, total: int) -> float:
    """Bits per symbol at order 0."""
    return code_bits(counts) / total if total else 0.0


# --- analysis -----------------------------------------------------------------------------


def parse_window(data: bytes, window: int, depth: int = SEARCH_DEPTH) -> list[tuple[int, int, int]]:
    """The statement's greedy parse: (literals, length, distance) again and again."""
    links = same_key_before(data, 3)
    found, start, position = [], 0, 0
    while position < len(links):
        length, distance = longest_match(data, links, position, window, depth)
        if length:
            found.append((position - start, length, distance))
            start = position + length
        position += length or 1
    return [*found, (len(data) - start, 0, 0)]


def longest_match(data, links, position, window, depth):
    longest, distance, room = 0, 0, min(258, len(data) - position)
    candidate = links[position]
    for _ in repeat(None, depth):
        if candidate < 0 or position - candidate > window or longest >= room:
            break
        if data[candidate + longest] == data[position + longest]:
            length = min(room, match_length(data, candidate, position))
            if length > longest:
                longest, distance = length, position - candidate
        candidate = links[candidate]
    return longest, distance


def sweep(data: bytes, windows: list[int], depths: list[int]) -> list[list[int]]:
    """Bits of that parse for each window and depth."""
    return [[sum(starmap(price, parse_window(data, w, depth))) for depth in depths] for w in windows]


def price(literals: int, length: int, distance: int) -> int:
    return 9 * literals + (2 * (length - 1).bit_length() + distance.bit_length() + 4 if length else 0)


# --- bits and numbers ---------------------------------------------------------------------


def from_bits(text: str) -> bytes:
    """Pack a string of 0 and 1, filled up with 0 to whole bytes."""
    size = (len(text) + 7) // 8
    return int(text.ljust(size * 8, "0") or "0", 2).to_bytes(size, "big")


def to_words(packed: bytes) -> tuple[int, ...]:
    """The bits as 32-bit words, with at least a word of zeros after the end."""
    count = len(packed) // 4 + 2
    return unpack(f">{count}I", packed.ljust(count * 4, b"\0"))


def number(value: int) -> bytes:
    """Seven bits a byte, low ones first; the top bit says that more follow."""
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def read_number(source: bytes, position: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = source[position]
        position += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, position
        shift += 7


def with_size(content: bytes) -> bytes:
    return number(len(content)) + content


def read_sized(source: bytes, position: int) -> tuple[bytes, int]:
    size, position = read_number(source, position)
    if position + size > len(source):
        raise ValueError("the blob ends too early")
    return source[position : position + size], position + size
