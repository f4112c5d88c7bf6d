"""Marks `analyze`: each of its twelve fields is right or wrong; an implementation of its own, in numpy.

A case is one byte, the table's bits, and then the data.
"""

from typing import Any

import numpy as np

PARTS = {
    "table": ("lookups", "occupied", "load", "hits", "collisions"),
    "keys": ("keys", "lost", "crowded", "farthest"),
    "parse": ("matches", "longest", "literal_share"),
}
FIELDS = [name for names in PARTS.values() for name in names]
FRACTIONS = ("load", "literal_share")
FARTHEST = 65_535


def arguments(case: bytes) -> list[Any]:
    """The data, then the table's bits."""
    return [{"bytes": [1, len(case) - 1]}, case[0]]


def check(case: bytes, answer: Any, told: dict[str, Any]) -> dict[str, Any]:
    """Quality is the share of right fields; a field that is missing is wrong, and others do not matter."""
    expected = analysis(case[1:], case[0])
    if not isinstance(answer, dict):
        return {"quality": 0, "parts": {}, "why": f"expected an object with {', '.join(FIELDS)}"}
    wrong = [name for name in FIELDS if not agrees(name, answer.get(name), expected[name])]
    parts = {part: 1 - sum(name in wrong for name in names) / len(names) for part, names in PARTS.items()}
    why = "; ".join(f"{name}: expected {expected[name]}, got {answer.get(name)!r:.40}" for name in wrong)
    return {"quality": 1 - len(wrong) / len(FIELDS), "parts": parts, "why": why}


def agrees(name: str, value: Any, expected: int | float) -> bool:
    """Counts are whole numbers; fractions may differ by 1e-9."""
    if name in FRACTIONS:
        return type(value) in (int, float) and abs(value - expected) <= 1e-9
    return type(value) is int and value == expected


def analysis(data: bytes, bits: int) -> dict[str, int | float]:
    """What the statement defines."""
    words, slots = words_and_slots(data, bits)
    before = same_before(slots)
    hits = (before >= 0) & (words[before] == words) if len(words) else before >= 0
    _, keys_of_slot = np.unique(np.unique(slots << 32 | words) >> 32, return_counts=True)
    occupied, keys, hit = len(keys_of_slot), int(keys_of_slot.sum()), int(hits.sum())
    reach = np.arange(len(words)) - before
    lengths = parse(data, np.where(hits & (reach <= FARTHEST), before, -1).tolist())
    return {
        "lookups": len(words),
        "occupied": occupied,
        "load": occupied / 2**bits,
        "hits": hit,
        "collisions": len(words) - occupied - hit,
        "keys": keys,
        "lost": len(words) - keys - hit,
        "crowded": int(keys_of_slot.max(initial=0)),
        "farthest": int(reach[hits].max(initial=0)),
        "matches": len(lengths),
        "longest": max(lengths, default=0),
        "literal_share": (len(data) - sum(lengths)) / len(data) if data else 0.0,
    }


def words_and_slots(data: bytes, bits: int) -> tuple[Any, Any]:
    content = np.frombuffer(data, np.uint8).astype(np.uint64)
    count = max(0, len(data) - 3)
    words = np.zeros(count, np.uint64)
    for place in range(4):
        words |= content[place : place + count] << np.uint64(8 * place)
    slots = (words * np.uint64(2_654_435_761) & np.uint64(0xFFFFFFFF)) >> np.uint64(32 - bits)
    return words.astype(np.int64), slots.astype(np.int64)


def same_before(slots: Any) -> Any:
    """For each position the last one before it with the same slot, -1 for none: neighbours when sorted."""
    order = np.argsort(slots, kind="stable")
    same = slots[order][1:] == slots[order][:-1]
    before = np.full(len(slots), -1, np.int64)
    before[order[1:][same]] = order[:-1][same]
    return before


def parse(data: bytes, candidates: list[int]) -> list[int]:
    """Lengths of the matches that the greedy parse takes."""
    lengths: list[int] = []
    position = 0
    while position < len(candidates):
        candidate = candidates[position]
        if candidate < 0:
            position += 1
            continue
        end = position + 4
        while end < len(data) and data[end] == data[end - position + candidate]:
            end += 1
        lengths.append(end - position)
        position = end
    return lengths
