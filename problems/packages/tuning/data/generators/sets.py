"""A data set of 288 MiB made of few blocks, what each of them packs to, and the best plan there is.

What a set is made of stands in its pool, a JSON file; which block lies where, and what the blocks say, comes
from the seed. A case is the blocks one after the other, then a JSON text, then 8 bytes with that text's length.
The text is for the checker: submissions see the blocks alone, in the order that it names.
"""

import base64
import bz2
import hashlib
import json
import lzma
import random
import zlib
from bisect import bisect_right
from itertools import accumulate

import numpy as np

BLOCK = 65_536  # bytes
MOST_SEGMENTS = 16
DICTIONARY = 8_192  # bytes
LIMIT = 16  # one byte in so many may be read
READ = 4_096  # bytes that a read is charged on top of what it returns
FINE = 1_024  # prices are searched in steps of one in so many
NOTHING = np.int64(1) << 60

# Microseconds for 65,536 bytes: set once, from one machine, and never measured again.
COSTS = {"store": 20, "zlib-1": 900, "zlib-6": 3_000, "zlib-9": 5_600, "bz2-9": 6_400, "lzma-1": 7_000}
LZMA_COST, DELTA_COST, DICTIONARY_COST = 31_000, 500, 300

LETTERS = "etaoinshrdlucmfwypvbgk"
CITIES = ("Ahrenfeld", "Birkdale", "Corvane", "Dunmere", "Elswick", "Farholm", "Greyport", "Halden")


def generate(seed: bytes, size: int, pool: bytes) -> bytes:
    """A case with about `size` bytes of different blocks, at least two of each kind."""
    about = json.loads(pool)
    world = World(random.Random(int.from_bytes(hashlib.sha256(seed).digest(), "big")))
    kinds = about["kinds"]
    each = max(2, size // BLOCK // len(kinds))
    blocks = [world.make(kind, BLOCK) for kind in kinds for _ in range(each)]
    settings = [setting(world, name) for name in about["settings"]]
    order = arrangement(world.draw, about, each)
    sizes = [[packed(each_one, block, about["unit_bytes"]) for each_one in settings] for block in blocks]
    told = {
        "order": order,
        "sizes": sizes,
        "budget": budget(about, settings, len(order)),
    }
    told["best"] = best(told)
    text = json.dumps(told, separators=(",", ":")).encode()
    return b"".join(blocks) + text + len(text).to_bytes(8, "big")


def budget(about, settings, blocks: int):
    """What the submission is told."""
    objective = dict(about["objective"])
    if objective["kind"] == "limited":
        objective["limit"] = blocks * objective.pop("each")
    return {
        "objective": objective,
        "settings": settings,
        "block_bytes": BLOCK,
        "unit_bytes": about["unit_bytes"],
        "most_segments": MOST_SEGMENTS,
        "most_bytes": blocks * BLOCK // LIMIT,
        "read_bytes": READ,
    }


def setting(world, name: str):
    """`codec-level`, then `delta-distance` or `dict-kind` where it has one."""
    codec, level, extra, which = (name.split("-") + [""] * 3)[:4]
    cost = COSTS[name] if name in COSTS else COSTS.get(f"{codec}-{level}", LZMA_COST)
    if extra:
        cost += DELTA_COST if extra == "delta" else DICTIONARY_COST
    dictionary = world.make(which, DICTIONARY) if extra == "dict" else b""
    return {
        "name": name,
        "codec": codec,
        "level": int(level or 0),
        "delta": int(which) if extra == "delta" else 0,
        "dictionary": base64.b64encode(dictionary).decode(),
        "cost": cost,
    }


def packed(chosen, block: bytes, unit: int) -> int:
    return sum(packed_size(chosen, block[at : at + unit]) for at in range(0, len(block), unit))


def packed_size(setting, unit: bytes) -> int:
    """Bytes that one unit packs to; it is stored where it would grow."""
    if setting["codec"] == "zlib":
        dictionary = base64.b64decode(setting["dictionary"])
        extra = (zlib.Z_DEFAULT_STRATEGY, dictionary) if dictionary else ()
        packer = zlib.compressobj(setting["level"], zlib.DEFLATED, -15, 8, *extra)
        return min(len(unit), len(packer.compress(unit)) + len(packer.flush()))
    if setting["codec"] == "bz2":
        return min(len(unit), len(bz2.compress(unit, setting["level"])))
    if setting["codec"] == "lzma":
        filters = [{"id": lzma.FILTER_LZMA2, "preset": setting["level"], "dict_size": 65_536}]
        if setting["delta"]:
            filters.insert(0, {"id": lzma.FILTER_DELTA, "dist": setting["delta"]})
        return min(len(unit), len(lzma.compress(unit, lzma.FORMAT_RAW, filters=filters)))
    return len(unit)


def arrangement(draw, about, each: int) -> list[int]:
    """Which block lies where: stretches one after the other, each with kinds that may change on the way."""
    stretches = about["stretches"][:]
    if about["shuffled"]:
        shuffle(draw, stretches)
    weights = [stretch["weight"] * (75 + below(draw, 51)) for stretch in stretches]
    ends = [about["blocks"] * part // sum(weights) for part in accumulate(weights)]
    starts = {kind: number * each for number, kind in enumerate(about["kinds"])}
    order: list[int] = []
    for stretch, end in zip(stretches, ends, strict=True):
        length = end - len(order)
        for place in range(length):
            kind = drawn_kind(draw, stretch, place, length)
            order.append(starts[kind] + below(draw, each))
    return order


def drawn_kind(draw, stretch, place: int, length: int) -> str:
    late = below(draw, length) < place
    odds = stretch.get("to", stretch["from"]) if late else stretch["from"]
    sums = list(accumulate(odds.values()))
    return list(odds)[bisect_right(sums, below(draw, sums[-1]))]


def best(told) -> int:
    """What no plan can be better than: exact, but for a cost limit, where it is Lagrange's bound."""
    sizes = np.array(told["sizes"], np.int64)[told["order"]]
    costs = np.array([each["cost"] for each in told["budget"]["settings"]], np.int64)
    objective = told["budget"]["objective"]
    if objective["kind"] == "size":
        return least(sizes)
    if objective["kind"] == "weighted":
        return least(sizes + objective["price"] * costs)
    return bound(sizes, costs, objective["limit"])


def least(weights) -> int:
    """The smallest sum of one weight in each row, with at most 15 changes of column."""
    sums = np.full((MOST_SEGMENTS, weights.shape[1]), NOTHING)
    sums[0] = 0
    for row in weights:
        changed = sums.min(axis=1, keepdims=True)
        np.minimum(sums[1:], changed[:-1], out=sums[1:])
        sums += row
    return int(sums.min())


def bound(sizes, costs, limit: int) -> int:
    """Above every price of cost, the least size + price · (cost - limit) is below each plan within the limit;
    as a function of the price it is concave, so its top is found by thirds."""

    def below_all(price: int) -> int:
        return (least(sizes * FINE + price * costs) - price * limit) // FINE

    low, high = 0, 64 * FINE
    while high - low > 2:
        third = (high - low) // 3 or 1
        if below_all(low + third) < below_all(high - third):
            low += third
        else:
            high -= third
    return max(below_all(price) for price in range(low, high + 1))


def below(draw, limit: int) -> int:
    return draw.getrandbits(32) * limit >> 32


def shuffle(draw, values: list) -> None:
    for last in range(len(values) - 1, 0, -1):
        other = below(draw, last + 1)
        values[last], values[other] = values[other], values[last]


class Ranked:
    """Values of which the first come up most: the odds fall like 1/(rank + flat)."""

    def __init__(self, values, flat: int = 0) -> None:
        self.values = list(values)
        self.sums = list(accumulate(10_000_000 // (rank + flat) for rank in range(1, len(self.values) + 1)))

    def pick(self, draw):
        return self.values[bisect_right(self.sums, below(draw, self.sums[-1]))]


class World:
    """What all blocks of a set share: words, users, cities, functions. Each kind of block is a method."""

    def __init__(self, draw) -> None:
        self.draw = draw
        self.words = Ranked(dict.fromkeys(self.word() for _ in range(6_000)), 2)
        self.users = Ranked([f"u-{draw.getrandbits(28):07x}" for _ in range(400)])
        self.paths = Ranked([f"/api/{self.word()}/{self.word()}" for _ in range(48)])
        self.idioms = Ranked([draw.randbytes(2 + below(draw, 6)) for _ in range(600)], 6)
        self.clock = 1_700_000_000_000 + draw.getrandbits(30)
        self.number = draw.getrandbits(20)

    def word(self) -> str:
        letters = (
            LETTERS[below(self.draw, 1 + below(self.draw, 22))] for _ in range(1 + below(self.draw, 9))
        )
        return "".join(letters)

    def make(self, kind: str, size: int) -> bytes:
        """`size` bytes of a kind; what follows a colon is its argument."""
        name, _, argument = kind.partition(":")
        maker = getattr(self, f"make_{name}")
        return maker(size, *map(int, argument.split("x"))) if argument else maker(size)

    def lines(self, size: int, line) -> bytes:
        out, total = [], 0
        while total < size:
            out.append(line())
            total += len(out[-1])
        return "".join(out).encode()[:size]

    def make_text(self, size: int) -> bytes:
        """Sentences of words that come up by Zipf's law."""
        return self.lines(size, self.sentence)

    def sentence(self) -> str:
        words = [self.words.pick(self.draw) for _ in range(5 + below(self.draw, 16))]
        if below(self.draw, 3) == 0:
            words[len(words) // 2] += ","
        return " ".join(words).capitalize() + (".\n" if below(self.draw, 6) == 0 else ". ")

    def make_logs(self, size: int) -> bytes:
        """Requests as JSON lines."""
        return self.lines(size, self.record)

    def record(self) -> str:
        draw = self.draw
        self.clock += draw.getrandbits(9)
        status = (200, 200, 200, 200, 200, 201, 304, 404)[draw.getrandbits(3)]
        return (
            f'{{"ts":{self.clock},"level":"{"INFO" if draw.getrandbits(3) else "WARN"}",'
            f'"user":"{self.users.pick(draw)}","path":"{self.paths.pick(draw)}",'
            f'"status":{status},"ms":{1 + (draw.getrandbits(4) << draw.getrandbits(3) >> 1)},'
            f'"trace":"{draw.getrandbits(32):08x}"}}\n'
        )

    def make_table(self, size: int) -> bytes:
        """Rows of a table: rising ids, a city, an amount, a total that follows from it."""
        return self.lines(size, self.row)

    def row(self) -> str:
        draw = self.draw
        self.number += 1 + draw.getrandbits(2)
        city = below(draw, 1 + below(draw, len(CITIES)))
        price, count = 100 * (city + 1) + draw.getrandbits(5), 1 + draw.getrandbits(2)
        day = 1 + self.number // 40 % 28
        total = price * count
        return f"{self.number},2024-{1 + city:02d}-{day:02d},{CITIES[city]},{price},{count},{total}\n"

    def make_structs(self, size: int) -> bytes:
        """Binary records of 24 bytes: a counter, a time, a kind, flags, one of 64 addresses, a small value."""
        count = size // 24 + 1
        out = np.zeros(count, np.dtype("<u4,<u4,<u2,<u2,<u4,<u8"))
        noise = np.frombuffer(self.draw.randbytes(8 * count), np.uint8).reshape(count, 8).astype(np.int64)
        out["f0"] = self.draw.getrandbits(24) + np.arange(count)
        out["f1"] = self.draw.getrandbits(28) + np.cumsum(noise[:, 0])
        out["f2"] = noise[:, 1] & noise[:, 2] & 7
        out["f3"] = 1 << (noise[:, 3] & noise[:, 4] & 7)
        out["f4"] = 0x7F3A_0000 + 4_112 * (noise[:, 5] & 63)
        out["f5"] = noise[:, 6] * (noise[:, 7] & 1)
        return out.tobytes()[:size]

    def make_code(self, size: int) -> bytes:
        """Idioms of a few bytes, and calls of 200 functions, whose distance depends on where the call is."""
        out = bytearray()
        while len(out) < size:
            out += self.idioms.pick(self.draw)
            if self.draw.getrandbits(2) == 0:
                target = 3_072 * below(self.draw, 1 + below(self.draw, 200)) - len(out)
                out += b"\xe8" + (target & 0xFFFF_FFFF).to_bytes(4, "little")
        return bytes(out[:size])

    def make_series(self, size: int, width: int, channels: int, noise: int) -> bytes:
        """Interleaved walks of numbers of `width` bytes, with steps of `noise` bits."""
        count = size // (width * channels) + 1
        raw = np.frombuffer(self.draw.randbytes(4 * count * channels), "<u4").reshape(count, channels)
        steps = (raw & ((1 << noise) - 1)).astype(np.int64) + (raw >> 8 & ((1 << noise) - 1))
        walk = np.cumsum(steps - ((1 << noise) - 1), axis=0) + np.arange(channels) * 5_000
        reach = 1 << (8 * width - 2)
        folded = np.abs((walk + reach) % (4 * reach) - 2 * reach)
        return folded.astype(f"<u{width}").tobytes()[:size]

    def make_random(self, size: int) -> bytes:
        return self.draw.randbytes(size)
