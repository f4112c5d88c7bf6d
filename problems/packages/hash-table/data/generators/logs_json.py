"""Request records as JSON lines: rising times, few busy users and paths, random trace ids shared by two records."""

import hashlib
import random
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

SERVICES = ["gateway", "accounts", "billing", "search", "catalogue", "mailer", "reports", "media"]
NOUNS = ["orders", "users", "carts", "items", "invoices", "sessions", "images", "events"]
VERBS = ["", "/latest", "/export", "/search", "/stats", "/archive"]
LEVELS = ["INFO"] * 13 + ["WARN"] * 2 + ["ERROR"]
STATUSES = [200] * 11 + [201, 204, 304, 404, 500]


def generate(seed: bytes, size: int, pool: bytes = b"") -> bytes:
    """Return `size` bytes of records, the last one perhaps cut; the pool is not used."""
    draw = random.Random(int.from_bytes(hashlib.sha256(seed).digest(), "big"))
    users = [f"u-{draw.getrandbits(28):07x}" for _ in range(400)]
    paths = [f"/api/v2/{noun}{verb}" for noun in NOUNS for verb in VERBS]
    shuffle(draw, paths)
    skewed_users, skewed_paths = zipf(len(users)), zipf(len(paths))
    lines: list[str] = []
    clock = 1_700_000_000_000 + draw.getrandbits(30)
    total = 0
    while total < size:
        clock += draw.getrandbits(9)
        path, user = paths[pick(draw, skewed_paths)], users[pick(draw, skewed_users)]
        for line in request(draw, clock, path, user):
            lines.append(line)
            total += len(line)
    return "".join(lines).encode()[:size]


def request(draw: random.Random, clock: int, path: str, user: str) -> Iterator[str]:
    """A record of the service that answers and, three times in four, one of the gateway a little later."""
    status = STATUSES[draw.getrandbits(4)]
    rest = (
        f'"user":"{user}","method":"{"POST" if draw.getrandbits(2) == 0 else "GET"}","path":"{path}",'
        f'"status":{status},"ms":'
    )
    trace, milliseconds = f"{draw.getrandbits(64):016x}", latency(draw)
    service = SERVICES[1 + sum(path.encode()) % (len(SERVICES) - 1)]
    yield record(draw, clock, service, f"{rest}{milliseconds}", trace)
    if draw.getrandbits(2):
        late = 1 + draw.getrandbits(2)
        yield record(draw, clock + late, SERVICES[0], f"{rest}{milliseconds + late}", trace)


def record(draw: random.Random, clock: int, service: str, rest: str, trace: str) -> str:
    level = LEVELS[draw.getrandbits(4)]
    return f'{{"ts":{clock},"level":"{level}","service":"{service}",{rest},"trace":"{trace}"}}\n'


def latency(draw: random.Random) -> int:
    """Milliseconds with a long tail: four random bits, doubled a random number of times."""
    doublings = 0
    while doublings < 8 and draw.getrandbits(2) != 0:
        doublings += 1
    return 1 + (draw.getrandbits(4) << doublings >> 2)


def zipf(count: int) -> list[int]:
    """Running sums of 1/rank in whole millionths."""
    return list(accumulate(1_000_000 // rank for rank in range(1, count + 1)))


def pick(draw: random.Random, sums: list[int]) -> int:
    return bisect_right(sums, draw.getrandbits(32) * sums[-1] >> 32)


def shuffle(draw: random.Random, values: list[str]) -> None:
    for last in range(len(values) - 1, 0, -1):
        other = draw.getrandbits(32) * (last + 1) >> 32
        values[last], values[other] = values[other], values[last]
