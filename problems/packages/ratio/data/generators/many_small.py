"""Hundreds of small files, most of a few hundred bytes, a few of tens of thousands: where means deceive."""

import hashlib
import json
import random

CODECS = ["zlib-6", "zlib-9", "bz2-9"]  # not xz: setting it up costs more than all else
KEYS = ["id", "name", "state", "owner", "path", "size", "time", "note", "parent", "kind", "flags", "checksum"]
WORDS = [
    "open",
    "closed",
    "pending",
    "moved",
    "done",
    "late",
    "early",
    "north",
    "south",
    "main",
    "side",
    "upper",
    "lower",
    "first",
    "last",
]


def generate(seed: bytes, size: int) -> bytes:
    """Return a case of about `size` bytes: one file for every 1,500 of them, and at least 24."""
    draw = random.Random(int.from_bytes(hashlib.sha256(seed).digest(), "big"))
    count = max(24, size // 1500)
    files = [
        (f"part-{number:04}", content(draw, number), 1 << draw.getrandbits(4)) for number in range(count)
    ]
    return packed(files)


def content(draw: random.Random, number: int) -> bytes:
    """Every eighth file is noise, every sixteenth much larger than the others, one in 32 empty."""
    size = 20 + draw.getrandbits(9)
    if number % 32 == 31:
        return b""
    if number % 8 == 3:
        return draw.randbytes(size)
    return records(draw, size * 32 if number % 16 == 5 else size)


def records(draw: random.Random, size: int) -> bytes:
    lines, total = [], 0
    while total < size:
        fields = [f"{key}={value(draw)}" for key in KEYS if draw.getrandbits(2)]
        lines.append(";".join(fields) + "\n")
        total += len(lines[-1])
    return "".join(lines).encode()[:size]


def value(draw: random.Random) -> str:
    return (
        str(draw.getrandbits(12)) if draw.getrandbits(1) else WORDS[draw.getrandbits(32) * len(WORDS) >> 32]
    )


def packed(files: list[tuple[str, bytes, int]]) -> bytes:
    """A case of whole files: name, bytes, size of chunks."""
    table, at = [], 0
    for name, data, chunk in files:
        table.append([name, [[at, len(data)]], chunk])
        at += len(data)
    told = json.dumps({"codecs": CODECS, "memory_share": 0, "all_or_nothing": False, "files": table}).encode()
    return len(told).to_bytes(4, "big") + told + b"".join(data for _, data, _ in files)
