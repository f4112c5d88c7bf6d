"""Thirteen files of as many kinds in one case: text, records, code, numbers, noise, and chunks of 1 B to 1 MiB."""

import hashlib
import json
import random

import numpy as np

CODECS = ["zlib-6", "zlib-9", "bz2-9", "xz-6"]
SYLLABLES = [
    "ka",
    "lo",
    "mi",
    "ren",
    "ta",
    "vos",
    "el",
    "dan",
    "pur",
    "si",
    "bro",
    "nel",
    "ost",
    "hai",
    "gra",
    "wen",
    "tol",
    "mar",
    "fi",
    "und",
]
OPERATIONS = ["load", "store", "add", "sub", "jump", "call", "return", "compare"]


def generate(seed: bytes, size: int) -> bytes:
    """Return a case whose files have about `size` bytes in all."""
    draw = random.Random(int.from_bytes(hashlib.sha256(seed).digest(), "big"))
    sizes = {make: size * share // 64 for make, share in KINDS.items()}
    files = [(make.__name__, make(draw, count)[:count]) for make, count in sizes.items()]
    return packed([(name, data, 1 << CHUNKS[name]) for name, data in files])


def packed(files: list[tuple[str, bytes, int]]) -> bytes:
    """A case of whole files: name, bytes, size of chunks."""
    table, at = [], 0
    for name, data, chunk in files:
        table.append([name, [[at, len(data)]], chunk])
        at += len(data)
    told = json.dumps({"codecs": CODECS, "memory_share": 0, "all_or_nothing": False, "files": table}).encode()
    return len(told).to_bytes(4, "big") + told + b"".join(data for _, data, _ in files)


def english(draw: random.Random, size: int) -> bytes:
    """Words of a vocabulary of its own, few of them frequent, in sentences."""
    words = [name(draw, 1 + draw.getrandbits(2) % 3) for _ in range(1500)]
    lines, total = [], 0
    while total < size:
        line = " ".join(words[skewed(draw, len(words))] for _ in range(6 + draw.getrandbits(3)))
        lines.append(line.capitalize() + ".\n")
        total += len(lines[-1])
    return "".join(lines).encode()


def chinese(draw: random.Random, size: int) -> bytes:
    """Pairs of characters, few of them frequent."""
    words = ["".join(chr(0x4E00 + draw.getrandbits(11)) for _ in "ab") for _ in range(900)]
    return "".join(words[skewed(draw, len(words))] for _ in range(size // 6 + 1)).encode()


def logs(draw: random.Random, size: int) -> bytes:
    """Records with rising times and random ids."""
    users = [f"u-{draw.getrandbits(28):07x}" for _ in range(200)]
    lines, total, clock = [], 0, 1_700_000_000_000 + draw.getrandbits(30)
    while total < size:
        clock += draw.getrandbits(9)
        user, trace = users[skewed(draw, len(users))], draw.getrandbits(64)
        level = "WARN" if draw.getrandbits(3) == 0 else "INFO"
        lines.append(f'{{"ts":{clock},"level":"{level}","user":"{user}","trace":"{trace:016x}"}}\n')
        total += len(lines[-1])
    return "".join(lines).encode()


def table(draw: random.Random, size: int) -> bytes:
    """Rising keys, a few busy towns, a price that follows the town."""
    towns = [name(draw, 2).capitalize() for _ in range(40)]
    lines, total, key = ["key,town,price,count\n"], 0, 100_000 + draw.getrandbits(16)
    while total < size:
        key, town, count = key + 1 + draw.getrandbits(1), skewed(draw, len(towns)), 1 + draw.getrandbits(3)
        cents = (199 + 37 * town) * count
        lines.append(f"{key},{towns[town]},{cents // 100}.{cents % 100:02},{count}\n")
        total += len(lines[-1])
    return "".join(lines).encode()


def code(draw: random.Random, size: int) -> bytes:
    """Lines of an assembler's language, indented, with names that come back."""
    names = [name(draw, 3) for _ in range(80)]
    lines, total = [], 0
    while total < size:
        operation = OPERATIONS[skewed(draw, len(OPERATIONS))]
        lines.append(f"    {operation} r{draw.getrandbits(3)}, {names[skewed(draw, len(names))]}\n")
        total += len(lines[-1])
    return "".join(lines).encode()


def dna(draw: random.Random, size: int) -> bytes:
    """Four letters of two bits each."""
    letters = np.frombuffer(draw.randbytes(size), np.uint8) & 3
    return np.frombuffer(b"ACGT", np.uint8)[letters].tobytes()


def sensor(draw: random.Random, size: int) -> bytes:
    """Four interleaved channels of 16 bits, each a slow walk."""
    steps = np.frombuffer(draw.randbytes(size // 2 + 4), np.uint8).astype(np.int64)
    steps = steps[: len(steps) // 4 * 4].reshape(-1, 4) % 31 - 15
    return np.cumsum(steps, axis=0).astype("<i2").tobytes()


def sorted_ids(draw: random.Random, size: int) -> bytes:
    """Rising numbers of 32 bits."""
    gaps = np.frombuffer(draw.randbytes(size // 4 + 1), np.uint8).astype(np.int64)
    return np.cumsum(gaps * gaps // 64 + 1).astype("<u4").tobytes()


def weights(draw: random.Random, size: int) -> bytes:
    """Numbers of 16 bits: a narrow exponent in the high byte, noise in the low one."""
    noise = np.frombuffer(draw.randbytes(size + 8), np.uint8).astype(np.uint16)
    low, other = noise[: size // 2 + 2], noise[size // 2 + 2 :][: size // 2 + 2]
    exponent = 0x3C - sum((other >> shift) & 1 for shift in range(6)) + ((other >> 6) & 1) * 0x80
    return (exponent << 8 | low).astype("<u2").tobytes()


def random_bytes(draw: random.Random, size: int) -> bytes:
    """Nothing to be found."""
    return draw.randbytes(size)


def long_period(draw: random.Random, size: int) -> bytes:
    """Noise that comes back: too far for zlib's window, near enough for the others."""
    period = draw.randbytes(min(50_021, max(1, size // 2)))
    return period * (size // len(period) + 1)


def zeros(draw: random.Random, size: int) -> bytes:
    """One byte value, and one other byte somewhere."""
    data = bytearray(size)
    if size:
        data[draw.getrandbits(32) * size >> 32] = 1
    return bytes(data)


def empty(draw: random.Random, size: int) -> bytes:
    """No bytes at all."""
    return b""


def name(draw: random.Random, syllables: int) -> str:
    return "".join(SYLLABLES[draw.getrandbits(32) * len(SYLLABLES) >> 32] for _ in range(syllables))


def skewed(draw: random.Random, count: int) -> int:
    """A place below `count`, the first ones often: the product of two equal draws."""
    return draw.getrandbits(24) * draw.getrandbits(24) * count >> 48


# Of each kind its share of the size in sixty-fourths, and the size of its chunks as a power of two.
KINDS = {
    english: 10, chinese: 5, logs: 10, table: 6, code: 6, dna: 4, sensor: 5, sorted_ids: 3, weights: 4,
    random_bytes: 3, long_period: 6, zeros: 2, empty: 0,
}  # fmt: skip
CHUNKS = {
    "english": 12, "chinese": 6, "logs": 20, "table": 16, "code": 3, "dna": 14, "sensor": 18, "sorted_ids": 2,
    "weights": 15, "random_bytes": 13, "long_period": 20, "zeros": 0, "empty": 0,
}  # fmt: skip
