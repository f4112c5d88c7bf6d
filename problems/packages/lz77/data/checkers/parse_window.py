"""Marks `parse_window`: the sequences must give the data back; the fewer bits they cost, the better.

A case is a line of JSON, {"window": …}, and then the data.
"""

import json

LITERAL = 9  # bits: a flag and the byte
LEAST = 0.01  # of what gives the data back and saves nothing


def arguments(case: bytes) -> list:
    head, start = opened(case)
    return [{"bytes": [start, len(case) - start]}, head["window"]]


def check(case: bytes, answer, told: dict) -> dict:
    """Quality is the share of bits saved."""
    head, start = opened(case)
    plain = LITERAL * (len(case) - start)
    try:
        bits = replayed_bits(case[start:], head["window"], answer)
    except ValueError as wrong:
        return {"quality": 0.0, "parts": {}, "why": str(wrong)}
    saved = max(0.0, 1 - bits / plain) if plain else 1.0
    return {"quality": max(LEAST, saved), "parts": {"saved": saved}, "why": f"{bits} bits of {plain}"}


def replayed_bits(data: bytes, window: int, answer) -> int:
    """What the sequences cost. Raises ValueError where they do not give the data."""
    if not isinstance(answer, list):
        raise ValueError("expected a list of [literals, length, distance]")
    bits = position = 0
    for number, sequence in enumerate(answer):
        literals, length, distance = three(number, sequence)
        bits += LITERAL * literals
        position += literals
        if length == distance == 0:
            continue
        if length < 2 or not 1 <= distance <= min(window, position):
            raise ValueError(f"sequence {number}: a match of {length} from {distance} back at {position}")
        if not repeats(data, position, length, distance):
            raise ValueError(f"sequence {number}: the match at {position} gives other bytes")
        bits += match_bits(length, distance)
        position += length
    if position != len(data):
        raise ValueError(f"the sequences are of {position} bytes, the data of {len(data)}")
    return bits


def three(number: int, sequence) -> list[int]:
    right = isinstance(sequence, list) and len(sequence) == 3
    if not right or any(type(value) is not int or value < 0 for value in sequence):
        raise ValueError(f"sequence {number}: expected three whole numbers from 0 up")
    return sequence


def repeats(data: bytes, position: int, length: int, distance: int) -> bool:
    """A match that overlaps itself is equal to what lies so far before it, too."""
    start, end = position - distance, position + length
    return end <= len(data) and data[start : end - distance] == data[position:end]


def opened(case: bytes) -> tuple[dict, int]:
    """The line of JSON, and where the data begin."""
    start = case.index(b"\n") + 1
    return json.loads(case[:start]), start


def match_bits(length: int, distance: int) -> int:
    """A flag, Elias' gamma code of length - 1, five bits and the low bits of the distance."""
    return 1 + 2 * (length - 1).bit_length() - 1 + 5 + distance.bit_length() - 1
