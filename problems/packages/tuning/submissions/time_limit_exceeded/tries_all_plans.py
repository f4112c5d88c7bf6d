"""Tries every plan of the first set: there are too many to end."""

import base64
import bz2
import lzma
import zlib

SAMPLES = 8


def tune(data, budget):
    """A plan: segments, predicted size in bytes, predicted cost in microseconds."""
    blocks = data.size // budget["block_bytes"]
    places = [blocks * (2 * number + 1) // (2 * SAMPLES) for number in range(SAMPLES)]
    sampled = [data.read(place * budget["block_bytes"], budget["block_bytes"]) for place in places]
    choices = []
    if budget["objective"] == {"kind": "weighted", "price": 1}:
        from itertools import product

        plans = product(budget["settings"], repeat=blocks)
        min(sum(setting["cost"] for setting in plan) for plan in plans)
    for setting in budget["settings"]:
        size = blocks * sum(packed(setting, block, budget["unit_bytes"]) for block in sampled) // SAMPLES
        cost = blocks * setting["cost"]
        choices.append((worth(budget["objective"], size, cost), setting["name"], size, cost))
    _, name, size, cost = min(choices)
    return {"segments": [{"start": 0, "setting": name}], "size": size, "cost": cost}


def worth(objective, size, cost):
    """What is to be small."""
    if objective["kind"] == "weighted":
        return size + objective["price"] * cost
    if objective["kind"] == "limited" and cost > objective["limit"]:
        return float("inf")
    return size


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
