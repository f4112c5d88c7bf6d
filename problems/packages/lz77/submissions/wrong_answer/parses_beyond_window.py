"""Stores, and parses with distances that the window does not allow."""


def compress(data: bytes) -> bytes:
    return data


decompress = compress


def parse_window(data: bytes, window: int) -> list[list[int]]:
    """Each repetition of three bytes, however far back."""
    found, seen, position, start = [], {}, 0, 0
    while position + 3 <= len(data):
        key = data[position : position + 3]
        earlier = seen.get(key)
        seen[key] = position
        if earlier is None:
            position += 1
            continue
        found.append([position - start, 3, position - earlier])
        start = position = position + 3
    return [*found, [len(data) - start, 0, 0]]
