"""Tunes by whole blocks at even distances: the best setting of each, joined where neighbours agree."""

import base64
import bz2
import lzma
import zlib

SAMPLES = 96
ROUNDS = 20  # of the search for a price


def tune(data, budget):
    """A plan: segments, predicted size in bytes, predicted cost in microseconds."""
    block = budget["block_bytes"]
    blocks = data.size // block
    starts = [blocks * number // SAMPLES for number in range(SAMPLES)]
    known = {}
    rows = []
    for start, end in zip(starts, [*starts[1:], blocks], strict=True):
        content = data.read((start + end) // 2 * block, block)
        if content not in known:
            known[content] = [
                packed(setting, content, budget["unit_bytes"]) for setting in budget["settings"]
            ]
        rows.append((start, end - start, known[content]))
    price = find_price(rows, budget)
    return described(segments_at(rows, budget, price), rows, budget)


def find_price(rows, budget):
    """Bytes for a microsecond; where cost has a limit, the lowest price that keeps to it."""
    objective = budget["objective"]
    if objective["kind"] != "limited":
        return objective.get("price", 0)
    low, high = 0.0, 64.0
    for _ in range(ROUNDS):
        middle = (low + high) / 2
        plan = described(segments_at(rows, budget, middle), rows, budget)
        low, high = (low, middle) if plan["cost"] <= objective["limit"] else (middle, high)
    return high


def segments_at(rows, budget, price):
    """Runs of samples, each with the setting that is best for it; the two neighbours whose joining costs least
    are joined until there are few enough."""
    costs = [setting["cost"] for setting in budget["settings"]]
    runs = [[length * (size + price * cost) for size, cost in zip(sizes, costs)] for _, length, sizes in rows]
    runs = [(number, weights) for number, weights in enumerate(runs)]
    while len(runs) > 1:
        losses = [loss(one, two) for (_, one), (_, two) in zip(runs, runs[1:])]
        least = losses.index(min(losses))
        if losses[least] > 0 and len(runs) <= budget["most_segments"]:
            break
        (first, one), (_, two) = runs[least : least + 2]
        runs[least : least + 2] = [(first, [a + b for a, b in zip(one, two)])]
    return [(number, weights.index(min(weights))) for number, weights in runs]


def loss(one, two):
    return min(a + b for a, b in zip(one, two)) - min(one) - min(two)


def described(segments, rows, budget):
    size = cost = 0
    listed = []
    ends = [number for number, _ in segments[1:]] + [len(rows)]
    for (first, setting), end in zip(segments, ends):
        chosen = budget["settings"][setting]
        listed.append({"start": rows[first][0] * budget["block_bytes"], "setting": chosen["name"]})
        size += sum(length * sizes[setting] for _, length, sizes in rows[first:end])
        cost += sum(length * chosen["cost"] for _, length, _ in rows[first:end])
    return {"segments": listed, "size": size, "cost": cost}


def packed(setting, block, unit):
    return sum(packed_size(setting, block[at : at + unit]) for at in range(0, len(block), unit))


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
