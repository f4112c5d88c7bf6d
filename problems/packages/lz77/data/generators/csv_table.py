"""A table of orders: rising keys, sorted times, a few busy cities, prices that follow city and item."""

import hashlib
import random
from bisect import bisect_right
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import accumulate

HEADER = "order_id,placed_at,city,item,unit_price,quantity,total,status,customer\n"
STATUSES = ["shipped"] * 10 + ["paid"] * 3 + ["returned"] * 2 + ["cancelled"]
SYLLABLES = [
    "ka", "lo", "mi", "ren", "ta", "vos", "el", "dan", "pur", "si",
    "bro", "nel", "ost", "hai", "gra", "wen", "tol", "mar", "fi", "und",
]  # fmt: skip
CITIES, ITEMS, CUSTOMERS = 60, 180, 3000
START = datetime(2024, 1, 1)


def generate(seed: bytes, size: int, pool: bytes = b"") -> bytes:
    """Return `size` bytes of CSV with a header line, the last line perhaps cut; no pool is used."""
    draw = random.Random(int.from_bytes(hashlib.sha256(seed).digest(), "big"))
    lines = [HEADER]
    total = len(HEADER)
    for line in rows(draw):
        if total >= size:
            break
        lines.append(line)
        total += len(line)
    return "".join(lines).encode()[:size]


def rows(draw: random.Random) -> Iterator[str]:
    """Endless lines. Unit prices depend on city and item alone, totals on price and quantity."""
    cities = [name(draw, 2) + "-" * draw.getrandbits(1) + name(draw, 1) for _ in range(CITIES)]
    levels = [80 + draw.getrandbits(6) for _ in cities]
    items = [f"{name(draw, 2)}-{draw.getrandbits(8):02x}" for _ in range(ITEMS)]
    prices = [199 + 50 * draw.getrandbits(8) for _ in items]
    busy_cities, busy_items, busy_customers = zipf(CITIES), zipf(ITEMS), zipf(CUSTOMERS)
    key, clock = 100_000 + draw.getrandbits(18), draw.getrandbits(20)
    while True:
        key += 1 + (draw.getrandbits(3) == 0)
        clock += draw.getrandbits(8)
        city, item = pick(draw, busy_cities), pick(draw, busy_items)
        price = prices[item] * levels[city] // 100
        quantity = 1 + (draw.getrandbits(4) & draw.getrandbits(4))
        status = STATUSES[draw.getrandbits(4)]
        customer = pick(draw, busy_customers) * 7919 % 100_000  # rank hidden behind a prime
        yield (
            f"{key},{timestamp(clock)},{cities[city]},{items[item]},{money(price)},{quantity},"
            f"{money(price * quantity)},{status},C{customer:05}\n"
        )


def money(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"


def timestamp(clock: int) -> str:
    """Date and time of day, `clock` seconds after the start."""
    return str(START + timedelta(seconds=clock))


def name(draw: random.Random, syllables: int) -> str:
    parts = (SYLLABLES[draw.getrandbits(32) * len(SYLLABLES) >> 32] for _ in range(syllables))
    return "".join(parts).capitalize()


def zipf(count: int) -> list[int]:
    """Running sums of 1/rank in whole millionths."""
    return list(accumulate(1_000_000 // rank for rank in range(1, count + 1)))


def pick(draw: random.Random, sums: list[int]) -> int:
    return bisect_right(sums, draw.getrandbits(32) * sums[-1] >> 32)
