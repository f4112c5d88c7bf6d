"""Right, but holds each file in memory, and slices of it.

Expected: the part for memory is lost on the large stream.
"""

import bz2
import lzma
import zlib
from collections import Counter
from math import log2


def new_compressor(codec):
    if codec == "bz2-9":
        return bz2.BZ2Compressor(9)
    if codec == "xz-6":
        return lzma.LZMACompressor(preset=6)
    return zlib.compressobj(int(codec[-1]))


def analyze(files, codecs):
    rows = [analyze_file(name, chunks, codecs) for name, chunks in files]
    total = {
        "original": sum(row["original"] for row in rows),
        "compressed": {codec: sum(row["compressed"][codec] for row in rows) for codec in codecs},
    }
    add_rates(total)
    total["macro_ratio"] = {}
    for codec in codecs:
        ratios = [row["ratio"][codec] for row in rows if row["original"]]
        total["macro_ratio"][codec] = sum(ratios) / len(ratios) if ratios else None
    for order in range(3):
        bits = sum((row["original"] - order) * row[f"H{order}"] for row in rows if row["original"] > order)
        size = sum(max(0, row["original"] - order) for row in rows)
        total[f"H{order}"] = bits / size if size else None
    return {"files": rows, "total": total}


def analyze_file(name, chunks, codecs):
    compressors = {codec: new_compressor(codec) for codec in codecs}
    row = {"name": name, "original": 0, "compressed": dict.fromkeys(codecs, 0)}
    counters = [Counter(), Counter(), Counter()]
    tail = b""
    for chunk in gathered(chunks):
        row["original"] += len(chunk)
        for codec, compressor in compressors.items():
            row["compressed"][codec] += len(compressor.compress(chunk))
        for order, counter in enumerate(counters):
            data = tail[len(tail) - min(order, len(tail)) :] + chunk
            counter.update(zip(*(data[start:] for start in range(order + 1))))
        tail = (tail + chunk)[-2:]
    for codec, compressor in compressors.items():
        row["compressed"][codec] += len(compressor.flush())
    add_rates(row)
    for order, counter in enumerate(counters):
        row[f"H{order}"] = conditional_entropy(counter)
    return row


def gathered(chunks):
    data = b"".join(chunks)
    if data:
        yield data


def add_rates(row):
    size = row["original"]
    packed = row["compressed"].items()
    row["ratio"] = {codec: size / bytes_ if size else None for codec, bytes_ in packed}
    row["saving"] = {codec: 1 - bytes_ / size if size else None for codec, bytes_ in packed}
    row["bpb"] = {codec: 8 * bytes_ / size if size else None for codec, bytes_ in packed}


def conditional_entropy(counter):
    """Of the last byte of each tuple, given those before it."""
    if not counter:
        return None
    contexts = Counter()
    for window, count in counter.items():
        contexts[window[:-1]] += count
    bits = sum(count * log2(contexts[window[:-1]] / count) for window, count in counter.items())
    return bits / sum(counter.values())
