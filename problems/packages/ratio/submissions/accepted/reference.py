"""Measures a data set in one pass: compressed sizes by streaming, entropies from counts of three bytes.

Whatever chunks come are gathered into blocks of 256 KiB. Each block goes to every compressor and to one
counter of three-byte windows; H0, H1 and H2 follow from these counts and the file's last bytes, so nothing is
counted twice. Memory does not grow with the file: a compressor keeps its window, a counter at most a table of
2^24 counts.
"""

import bz2
import lzma
import zlib
from array import array
from collections import Counter
from math import log2

BLOCK = 1 << 18
# With more different windows than this, the dictionary becomes a table of all 2^24 of them. It may have one block
# more by then, and for a moment both are there: 2^19 windows in a dictionary, too, take about 64 MiB.
DICTIONARY_LIMIT = 1 << 18
COMPRESSORS = {
    "zlib-6": lambda: zlib.compressobj(6),
    "zlib-9": lambda: zlib.compressobj(9),
    "bz2-9": lambda: bz2.BZ2Compressor(9),
    "xz-6": lambda: lzma.LZMACompressor(lzma.FORMAT_XZ, preset=6),
}


def analyze(files, codecs):
    rows = [{"name": name, **measure(chunks, codecs)} for name, chunks in files]
    return {"files": rows, "total": total(rows, codecs)}


def measure(chunks, codecs):
    """The report of one file, but for its name."""
    packers = {codec: COMPRESSORS[codec]() for codec in codecs}
    sizes = dict.fromkeys(codecs, 0)
    windows = Windows()
    original = 0
    for block in blocks(chunks):
        original += len(block)
        windows.add(block)
        for codec, packer in packers.items():
            sizes[codec] += len(packer.compress(block))
    for codec, packer in packers.items():
        sizes[codec] += len(packer.flush())
    return {"original": original, "compressed": sizes, **rates(original, sizes), **windows.entropies()}


def blocks(chunks):
    """The same bytes in blocks of at least BLOCK bytes, but for the last one."""
    gathered = bytearray()
    for chunk in chunks:
        gathered += chunk
        if len(gathered) >= BLOCK:
            yield bytes(gathered)
            gathered.clear()
    if gathered:
        yield bytes(gathered)


def rates(original, sizes):
    """Ratio, saving and bits per byte; None for all of an empty original."""
    return {
        "ratio": {codec: original / size if original else None for codec, size in sizes.items()},
        "saving": {codec: 1 - size / original if original else None for codec, size in sizes.items()},
        "bpb": {codec: 8 * size / original if original else None for codec, size in sizes.items()},
    }


def total(rows, codecs):
    """Sums over all files; each rate of the sums, and the mean of the files' ratios beside it."""
    original = sum(row["original"] for row in rows)
    sizes = {codec: sum(row["compressed"][codec] for row in rows) for codec in codecs}
    return {
        "original": original,
        "compressed": sizes,
        **rates(original, sizes),
        "macro_ratio": {codec: mean([row["ratio"][codec] for row in rows]) for codec in codecs},
        **{f"H{order}": weighted_mean(rows, order) for order in range(3)},
    }


def mean(values):
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def weighted_mean(rows, order):
    """Each file weighs as many bytes as it has with that many bytes before them."""
    known = [(row["original"] - order, row[f"H{order}"]) for row in rows if row["original"] > order]
    size = sum(weight for weight, _ in known)
    return sum(weight * bits for weight, bits in known) / size if size else None


class Windows:
    """How often each window of three bytes comes up in a file, as a number of 24 bits."""

    def __init__(self):
        self.counts = Counter()
        self.tail = b""

    def add(self, block):
        data = self.tail + block
        self.tail = data[-2:]
        if len(data) < 3:
            return
        numbers = as_numbers(data)
        if isinstance(self.counts, Counter):
            self.counts.update(numbers)
            if len(self.counts) > DICTIONARY_LIMIT:
                self.counts = as_table(self.counts)
            return
        table = self.counts
        for window, count in Counter(numbers).items():
            table[window] += count

    def entropies(self):
        """H0, H1, H2 in bits; None where no byte has so many before it."""
        pairs, bits = self.pairs_and_bits()
        contexts = list(pairs.values())
        if len(self.tail) == 2:
            add(pairs, self.tail[0] << 8 | self.tail[1], 1)
        singles = {}
        for pair, count in pairs.items():
            add(singles, pair >> 8, count)
        firsts = list(singles.values())
        if self.tail:
            add(singles, self.tail[-1], 1)
        return {
            "H0": entropy([sum(singles.values())], weighted_bits(singles.values())),
            "H1": entropy(firsts, weighted_bits(pairs.values())),
            "H2": entropy(contexts, bits),
        }

    def pairs_and_bits(self):
        """How often each pair begins a window, and the sum of n log n over the windows' counts."""
        counts, pairs = self.counts, {}
        if isinstance(counts, Counter):
            known = pairs.get
            for window, count in counts.items():
                pair = window >> 8
                pairs[pair] = known(pair, 0) + count
            return pairs, weighted_bits(counts.values())
        bits = 0.0
        for pair in range(65536):
            row = counts[pair << 8 : (pair + 1) << 8]
            if any(row):
                pairs[pair] = sum(row)
                bits += weighted_bits(row)
        return pairs, bits


def add(counts, key, count):
    counts[key] = counts.get(key, 0) + count


def as_numbers(data):
    """Every window of three bytes as a number, the first byte highest.

    Each becomes the low three bytes of a little-endian word of four, written by slices and read by a cast.
    """
    size = len(data) - 2
    words = bytearray(4 * size)
    words[0::4], words[1::4], words[2::4] = data[2:], data[1:-1], data[:-2]
    return memoryview(words).cast("I")


def as_table(counts):
    table = array("I", [0]) * (1 << 24)
    for window, count in counts.items():
        table[window] = count
    return table


def weighted_bits(counts):
    """The sum of n log n. Most counts are equal to many others, so the logarithm is taken once for each value."""
    return sum(count * log2(count) * times for count, times in Counter(counts).items() if count)


def entropy(contexts, bits):
    """Bits a byte from how often each context occurs, and the sum of n log n over what follows in them."""
    size = sum(contexts)
    return max(0.0, weighted_bits(contexts) - bits) / size if size else None
