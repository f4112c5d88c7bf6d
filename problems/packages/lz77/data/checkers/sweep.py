"""Marks `sweep`: each number is the one that the statement's greedy parse has, or it is wrong.

A case is a line of JSON, {"windows": […], "depths": […]}, and then the data.
"""

import json

SHORTEST, LONGEST = 3, 258


def arguments(case: bytes) -> list:
    head, start = opened(case)
    return [{"bytes": [start, len(case) - start]}, head["windows"], head["depths"]]


def check(case: bytes, answer, told: dict) -> dict:
    """Quality is the share of right numbers."""
    head, start = opened(case)
    windows, depths = head["windows"], head["depths"]
    if not is_table(answer, len(windows), len(depths)):
        why = f"expected {len(windows)} lists of {len(depths)} whole numbers"
        return {"quality": 0.0, "parts": {}, "why": why}
    data = case[start:]
    links = chain(data)
    wrong = [
        f"window {window}, depth {depth}: expected {bits}, got {said}"
        for window, row in zip(windows, answer, strict=True)
        for depth, said in zip(depths, row, strict=True)
        if (bits := greedy_bits(data, links, window, depth)) != said
    ]
    right = 1 - len(wrong) / (len(windows) * len(depths))
    return {"quality": right, "parts": {"numbers": right}, "why": "; ".join(wrong)}


def is_table(answer, rows: int, columns: int) -> bool:
    return (
        isinstance(answer, list)
        and len(answer) == rows
        and all(isinstance(row, list) and len(row) == columns for row in answer)
        and all(type(bits) is int for row in answer for bits in row)
    )


def opened(case: bytes) -> tuple[dict, int]:
    """The line of JSON, and where the data begin."""
    start = case.index(b"\n") + 1
    return json.loads(case[:start]), start


def greedy_bits(data: bytes, links: list[int], window: int, depth: int) -> int:
    """Every match is taken at once; each costs less than its literals."""
    bits = position = 0
    while position < len(data):
        length, distance = longest_match(data, links, position, window, depth)
        bits += match_bits(length, distance) if length else 9
        position += length or 1
    return bits


def chain(data: bytes) -> list[int]:
    """For each position, the last earlier one with the same SHORTEST bytes, or -1."""
    newest: dict[bytes, int] = {}
    links = []
    for position in range(len(data)):
        key = data[position : position + SHORTEST]
        links.append(newest.get(key, -1) if len(key) == SHORTEST else -1)
        newest[key] = position
    return links


def longest_match(data, links, position: int, window: int, depth: int) -> tuple[int, int]:
    """(0, 0) where there is none; of equally long ones the nearest."""
    best = distance = 0
    candidate = links[position]
    limit = min(LONGEST, len(data) - position)
    while depth and candidate >= 0 and position - candidate <= window and best < limit:
        if data[candidate + best] == data[position + best]:
            length = SHORTEST
            while length < limit and data[candidate + length] == data[position + length]:
                length += 1
            if length > best:
                best, distance = length, position - candidate
        candidate = links[candidate]
        depth -= 1
    return best, distance


def match_bits(length: int, distance: int) -> int:
    """A flag, Elias' gamma code of length - 1, five bits and the low bits of the distance."""
    return 1 + 2 * (length - 1).bit_length() - 1 + 5 + distance.bit_length() - 1
