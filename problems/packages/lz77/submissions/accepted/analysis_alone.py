"""A codec that only stores, an analysis that is right, and a parse that is a shortest path."""

from itertools import repeat

DEPTH = 48


def compress(data: bytes) -> bytes:
    return data


decompress = compress


def parse_window(data: bytes, window: int) -> list[tuple[int, int, int]]:
    """Cheap (literals, length, distance) by the statement's prices: a shortest path over the positions."""
    links = same_key_before(data, 3)
    bits = [0] + [9 * position + 9 for position in range(len(data))]
    steps = [(1, 0)] * (len(data) + 1)  # length and distance of the last step on the cheapest way here
    for position in range(len(data)):
        if bits[position] + 9 < bits[position + 1]:
            bits[position + 1], steps[position + 1] = bits[position] + 9, (1, 0)
        shorter = 1
        for length, distance in matches(data, links, position, window, DEPTH):
            for end in range(position + shorter + 1, position + length + 1):
                price = bits[position] + match_bits(end - position, distance)
                if price < bits[end]:
                    bits[end], steps[end] = price, (end - position, distance)
            shorter = length
    return sequences(steps)


def sequences(steps: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Walk the cheapest way back to front, and count the literals before each match."""
    found = []
    position, match, literals = len(steps) - 1, (0, 0), 0
    while position:
        step = steps[position]
        position -= step[0]
        literals += 1
        if step[1]:
            found.append((literals - 1, *match))
            match, literals = step, 0
    return [(literals, *match), *reversed(found)]


def matches(data, links, position, window, depth):
    """Ever longer matches among the newest `depth` candidates: (length, distance)."""
    longest, room = 0, min(258, len(data) - position)
    candidate = links[position] if position < len(links) else -1
    for _ in repeat(None, depth):
        if candidate < 0 or position - candidate > window or longest >= room:
            break
        if data[candidate + longest] == data[position + longest]:
            length = min(room, match_length(data, candidate, position))
            if length > longest:
                longest = length
                yield length, position - candidate
        candidate = links[candidate]


def match_bits(length: int, distance: int) -> int:
    return 2 * (length - 1).bit_length() + distance.bit_length() + 4


def sweep(data: bytes, windows: list[int], depths: list[int]) -> list[list[int]]:
    links = same_key_before(data, 3)
    return [[greedy_bits(data, links, window, depth) for depth in depths] for window in windows]


def greedy_bits(data: bytes, links: list[int], window: int, depth: int) -> int:
    bits = position = 0
    while position < len(data):
        length, distance = max(
            matches(data, links, position, window, depth), default=(0, 0), key=lambda match: match[0]
        )
        bits += match_bits(length, distance) if length else 9
        position += length or 1
    return bits


def same_key_before(data: bytes, size: int) -> list[int]:
    links = []
    last_seen: dict[bytes, int] = {}
    for position in range(len(data) - size + 1):
        key = data[position : position + size]
        links.append(last_seen.get(key, -1))
        last_seen[key] = position
    return links


def match_length(data: bytes, candidate: int, position: int) -> int:
    length = 0
    while position + length < len(data) and data[candidate + length] == data[position + length]:
        length += 1
    return length
