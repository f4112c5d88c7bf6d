"""Marks a report on a data set against one that is worked out here, from the case alone.

A case is 4 bytes of length (big-endian), a description in JSON, and the bytes that files are made of:
{"codecs": [...], "memory_share": 0..1, "all_or_nothing": bool, "files": [[name, [[offset, size], ...], chunk], ...]}
with offsets into the bytes after the description.
"""

import bz2
import json
import lzma
import zlib

import numpy as np

PACKERS = {
    "zlib-6": lambda: zlib.compressobj(6),
    "zlib-9": lambda: zlib.compressobj(9),
    "bz2-9": lambda: bz2.BZ2Compressor(9),
    "xz-6": lambda: lzma.LZMACompressor(lzma.FORMAT_XZ, preset=6),
}
ORDERS = (0, 1, 2)
OF_FILES = ("ratio", "saving", "bpb", "H0", "H1", "H2")
OF_TOTAL = ("original", "compressed", "ratio", "saving", "bpb", "macro_ratio", "H0", "H1", "H2")
RATES = 1e-9
BITS = 1e-6
MIB = 1 << 20
known = {}  # One case and its report: where time is measured, the same case is asked for again.


def arguments(case):
    told, start = described(case)
    files = [
        [name, [[at + start, size] for at, size in pieces], chunk] for name, pieces, chunk in told["files"]
    ]
    return [{"files": files}, told["codecs"]]


def check(case, answer, told):
    description, _ = described(case)
    if case not in known:
        known.clear()
        known[case] = truth(case)
    right = known[case]
    memory = memory_share(told["peak_memory_bytes"]) if description["memory_share"] else 1.0
    wrong = complaint(answer, right, description["codecs"])
    if wrong:
        return {"quality": 0.0, "parts": {}, "why": wrong}
    missed = misses(answer, right)
    if missed and description["all_or_nothing"]:
        return {"quality": 0.0, "parts": {}, "why": missed[0][1]}
    fields = 1 - len(missed) / (len(OF_FILES) + len(OF_TOTAL))
    parts = {"fields": fields, **({"memory": memory} if description["memory_share"] else {})}
    quality = (1 - description["memory_share"]) * fields + description["memory_share"] * memory
    why = "; ".join(text for _, text in missed)
    figures = {"streamed_bytes": right["total"]["original"]}
    return {"quality": quality, "parts": parts, "why": why, "figures": figures}


def described(case):
    size = int.from_bytes(case[:4], "big")
    return json.loads(case[4 : 4 + size]), 4 + size


def memory_share(peak):
    """1 up to 256 MiB, 0 from 512 MiB on."""
    return min(1.0, max(0.0, (512 * MIB - peak) / (256 * MIB)))


# What is right


def truth(case):
    told, start = described(case)
    rows = [row(name, pieces, case, start, told["codecs"]) for name, pieces, _ in told["files"]]
    return {"files": rows, "total": total(rows, told["codecs"])}


def row(name, pieces, case, start, codecs):
    parts = [case[start + at : start + at + size] for at, size in pieces]
    original = sum(map(len, parts))
    sizes = {codec: packed_size(codec, parts) for codec in codecs}
    return {
        "name": name,
        "original": original,
        "compressed": sizes,
        **rates(original, sizes),
        **{f"H{order}": entropy(parts, order) for order in ORDERS},
    }


def packed_size(codec, parts):
    packer = PACKERS[codec]()
    return sum(len(packer.compress(part)) for part in parts) + len(packer.flush())


def rates(original, sizes):
    if not original:
        return {field: dict.fromkeys(sizes) for field in ("ratio", "saving", "bpb")}
    return {
        "ratio": {codec: original / size for codec, size in sizes.items()},
        "saving": {codec: 1 - size / original for codec, size in sizes.items()},
        "bpb": {codec: 8 * size / original for codec, size in sizes.items()},
    }


def total(rows, codecs):
    original = sum(row["original"] for row in rows)
    sizes = {codec: sum(row["compressed"][codec] for row in rows) for codec in codecs}
    macro = {codec: mean([(1, row["ratio"][codec]) for row in rows]) for codec in codecs}
    entropies = {
        f"H{order}": mean([(row["original"] - order, row[f"H{order}"]) for row in rows]) for order in ORDERS
    }
    return {
        "original": original,
        "compressed": sizes,
        **rates(original, sizes),
        "macro_ratio": macro,
        **entropies,
    }


def mean(weighted):
    weighted = [(weight, value) for weight, value in weighted if value is not None]
    return (
        sum(weight * value for weight, value in weighted) / sum(w for w, _ in weighted) if weighted else None
    )


def entropy(parts, order):
    """Bits a byte: sum of n log n over contexts less that over what follows in them, by the number of windows."""
    numbers, counts = window_counts(parts, order + 1)
    size = int(counts.sum())
    if not size:
        return None
    _, contexts = summed(numbers >> 8, counts)
    return float(weighted_bits(contexts) - weighted_bits(counts)) / size


def weighted_bits(counts):
    return (counts * np.log2(counts)).sum()


def window_counts(parts, width):
    """The windows of so many bytes in the parts, one after the other, as numbers, and how often each comes up."""
    times, seams, tail = {}, [], b""
    for part in parts:
        times[part] = times.get(part, 0) + 1
        seams.append(windows(tail + part[: width - 1], width))  # those that begin before the part
        tail = (tail + part)[1 - width :] if width > 1 else b""
    found = [(windows(part, width), often) for part, often in times.items()]
    found += [(np.concatenate([windows(b"", width), *seams]), 1)]
    numbers = [np.unique(values, return_counts=True) for values, _ in found]
    weights = [counts * often for (_, counts), (_, often) in zip(numbers, found, strict=True)]
    return summed(np.concatenate([values for values, _ in numbers]), np.concatenate(weights))


def windows(data, width):
    size = max(0, len(data) - width + 1)
    values = np.frombuffer(data, np.uint8).astype(np.uint32)
    return sum(
        (values[at : at + size] << (8 * (width - 1 - at)) for at in range(width)), np.zeros(size, np.uint32)
    )


def summed(numbers, counts):
    """Each number once, with the sum of its counts."""
    kept, places = np.unique(numbers, return_inverse=True)
    return kept, np.bincount(places, weights=counts, minlength=len(kept))


# What an answer says


def complaint(answer, right, codecs):
    """Why an answer is worth nothing: its form, or sizes that all else rests on. Empty when it is worth more."""
    if not isinstance(answer, dict) or not isinstance(answer.get("files"), list):
        return 'expected {"files": [...], "total": {...}}'
    if not isinstance(answer.get("total"), dict):
        return "total: expected an object"
    if len(answer["files"]) != len(right["files"]):
        return f"files: expected {len(right['files'])}, got {len(answer['files'])}"
    for number, (got, expected) in enumerate(zip(answer["files"], right["files"], strict=True)):
        for field in ("name", "original", "compressed"):
            value = got.get(field) if isinstance(got, dict) else None
            if not same(value, expected[field], field):
                return f"files[{number}].{field}: expected {short(expected[field])}, got {short(value)}"
    return ""


def misses(answer, right):
    """Fields that are wrong somewhere, each once, with the first place and what was expected there."""
    found = []
    for field in OF_FILES:
        for number, (got, expected) in enumerate(zip(answer["files"], right["files"], strict=True)):
            if not same(got.get(field), expected[field], field):
                found.append((field, said(f"files[{number}].{field}", expected[field], got.get(field))))
                break
    for field in OF_TOTAL:
        got, expected = answer["total"].get(field), right["total"][field]
        if not same(got, expected, field):
            found.append((field, said(f"total.{field}", expected, got)))
    return found


def said(where, expected, got):
    return f"{where}: expected {short(expected)}, got {short(got)}"


def short(value):
    text = json.dumps(value)
    return text if len(text) <= 100 else text[:97] + "..."


def same(got, expected, field):
    if isinstance(expected, dict):
        if not isinstance(got, dict) or got.keys() != expected.keys():
            return False
        return all(same(got[key], expected[key], field) for key in expected)
    if expected is None or isinstance(expected, str):
        return got == expected and type(got) is type(expected)
    if isinstance(got, bool) or not isinstance(got, int | float):
        return False
    if isinstance(expected, int):
        return got == expected
    if field in ("H0", "H1", "H2"):
        return abs(got - expected) <= BITS
    return abs(got - expected) <= RATES * max(abs(expected), abs(got))
