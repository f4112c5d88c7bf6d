"""Prints the tables of the editorial: python problems/packages/lz77/editorial/figures.py [table …]

Tables: families, streams, choices, sweep, plot, parses, peers, realness, sizes, matches, time. What other
packers give (peers, realness) depends on their versions and time on the machine; the rest is the same
everywhere.
"""

import bz2
import importlib.util
import lzma
import random
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import starmap
from math import log2
from pathlib import Path
from time import process_time

PACKAGE = Path(__file__).resolve().parent.parent
SIZE = 262_144
SEED = b"editorial"
FAMILIES = {
    "text_en": "english.xz",
    "text_zh": "chinese.xz",
    "logs_json": "",
    "csv_table": "",
    "exe_like": "",
    "dna": "",
}
STREAMS = ("literals", "tokens", "slots", "lengths", "low bits")


def load(path: str):
    """A Python file of the package as a module."""
    spec = importlib.util.spec_from_file_location(Path(path).stem, PACKAGE / path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


reference = load("submissions/accepted/reference.py")


@cache
def family(name: str) -> bytes:
    """SIZE bytes of a family, from the editorial's own seed."""
    pool = FAMILIES[name]
    content = (PACKAGE / "data/pools" / pool).read_bytes() if pool else b""
    return load(f"data/generators/{name}.py").generate(SEED, SIZE, content)


def row(*cells: object) -> str:
    return "| " + " | ".join(map(str, cells)) + " |"


def families() -> Iterator[str]:
    """Family, ratio, bits per byte, shortest useful match, matches, mean length, bytes in matches."""
    for name in FAMILIES:
        data = family(name)
        blob = reference.compress(data)
        literal_bits = reference.entropy(reference.Counter(data), SIZE)
        least = reference.shortest_useful_match(literal_bits)
        triples = reference.parse(data, least, literal_bits)
        covered = sum(length for _, length, _ in triples)
        yield row(
            f"`{name}`",
            f"{SIZE / len(blob):.3f}",
            f"{8 * len(blob) / SIZE:.3f}",
            f"{literal_bits:.2f}",
            least,
            len(triples),
            f"{covered / len(triples):.1f}",
            f"{100 * covered / SIZE:.0f} %",
        )


def streams() -> Iterator[str]:
    """Family and the share of the blob, in per cent, that each stream has."""
    for name in FAMILIES:
        data = family(name)
        literal_bits = reference.entropy(reference.Counter(data), SIZE)
        triples = reference.parse(data, reference.shortest_useful_match(literal_bits), literal_bits)
        *symbols, low_bits = reference.to_streams(data, triples)
        sizes = [*(len(reference.pack_symbols(stream)) for stream in symbols), len(low_bits)]
        yield row(f"`{name}`", *(f"{100 * size / sum(sizes):.1f}" for size in sizes))


@contextmanager
def changed(**values: object) -> Iterator[None]:
    """The reference with other constants or functions."""
    before = {name: getattr(reference, name) for name in values}
    vars(reference).update(values)
    try:
        yield
    finally:
        vars(reference).update(before)


def greedy(data: bytes, min_match: int, literal_bits: float) -> list[tuple[int, int, int]]:
    """Takes every match at once."""
    links = reference.same_key_before(data, min_match)
    triples = []
    start = position = distance = 0
    while position < len(links):
        length, found, _ = reference.best_match(data, links, position, distance, min_match, literal_bits)
        if not length:
            position += 1
            continue
        triples.append((position - start, length, found))
        distance = found
        start = position = position + length
    return triples


def near_links(data: bytes, size: int, find: Callable = reference.same_key_before) -> list[int]:
    """Links that end 32 KiB back, as far as DEFLATE sees."""
    return [link if position - link <= 32_768 else -1 for position, link in enumerate(find(data, size))]


CHOICES: list[tuple[str, dict[str, object]]] = [
    ("`parse` takes every match at once", {"parse": greedy}),
    ("`shortest_useful_match` is always 3", {"shortest_useful_match": lambda literal_bits: 3}),
    ("`SEARCH_DEPTH = 1`", {"SEARCH_DEPTH": 1}),
    ("`SEARCH_DEPTH = 4`", {"SEARCH_DEPTH": 4}),
    ("`SEARCH_DEPTH = 96`", {"SEARCH_DEPTH": 96}),
    ("`same_key_before` looks back 32 KiB", {"same_key_before": near_links}),
    ("`SEGMENT = FRAME`", {"SEGMENT": 1 << 20}),
]


def choices() -> Iterator[str]:
    """What was changed, and by how many per cent each family's blob grows (+) or shrinks (-)."""
    usual = {name: len(reference.compress(family(name))) for name in FAMILIES}
    for label, values in CHOICES:
        with changed(**values):
            sizes = {name: len(reference.compress(family(name))) for name in FAMILIES}
        yield row(label, *(f"{100 * (sizes[name] / usual[name] - 1):+.1f}" for name in FAMILIES))


SWEPT, WINDOWS, DEPTHS = 65_536, [1 << power for power in range(8, 17, 2)], [1, 4, 16, 64]


@cache
def swept(name: str) -> list[list[float]]:
    """Bits a byte for each window and depth, of the first SWEPT bytes."""
    found = reference.sweep(family(name)[:SWEPT], WINDOWS, DEPTHS)
    return [[bits / SWEPT for bits in bits_of_depths] for bits_of_depths in found]


def sweep() -> Iterator[str]:
    """Family and window, then bits a byte at each of the DEPTHS."""
    for name in ("text_en", "logs_json"):
        for window, figures in zip(WINDOWS, swept(name), strict=True):
            yield row(f"`{name}`", f"2^{window.bit_length() - 1}", *(f"{bits:.3f}" for bits in figures))


def plot() -> Iterator[str]:
    """English text: a line for each window, a letter for each depth (a = 1), bits a byte to the right."""
    low, wide = 4.5, 12  # bits a byte at the left end, columns to half a bit
    ends = [low + step / 2 for step in range(7)]
    yield "       " + "".join(f"{end:<{wide}.1f}" for end in ends).rstrip()
    for window, figures in zip(WINDOWS, swept("text_en"), strict=True):
        line = ["|" if column % wide == 0 else "." for column in range(wide * (len(ends) - 1) + 1)]
        for letter, bits in zip("abcd", figures, strict=True):
            line[round((bits - low) * 2 * wide)] = letter
        yield f"2^{window.bit_length() - 1:<4} " + "".join(line)


def parses() -> Iterator[str]:
    """Family, bits a byte of greedy parse and shortest path, the change in per cent, that of the codec."""
    path, priced = (load(f"submissions/accepted/{name}.py") for name in ("analysis_alone", "slow_but_strong"))
    for name in FAMILIES:
        data = family(name)[:32_768]
        bits = [sum(starmap(reference.price, each.parse_window(data, 8_192))) for each in (reference, path)]
        sizes = [len(each.compress(data)) for each in (reference, priced)]
        changes = (f"{100 * (after / before - 1):+.1f}" for before, after in (bits, sizes))
        yield row(f"`{name}`", *(f"{each / len(data):.3f}" for each in bits), *changes)


def peers() -> Iterator[str]:
    """Family and ratios: reference, zlib -6, bz2 -9, xz -6, and zlib's size over the reference's."""
    for name in FAMILIES:
        data = family(name)
        ours, zlibs = len(reference.compress(data)), len(zlib.compress(data, 6))
        yield row(f"`{name}`", f"{SIZE / ours:.2f}", *packed_ratios(data), f"{zlibs / ours:.2f}")


def realness() -> Iterator[str]:
    """Text family, then zlib -6, bz2 -9 and xz -6 on it and on as much of the pool it is made from."""
    for name in ("text_en", "text_zh"):
        pool = lzma.decompress((PACKAGE / "data/pools" / FAMILIES[name]).read_bytes())
        made, real = packed_ratios(family(name)), packed_ratios(pool[:SIZE])
        yield row(f"`{name}`", *made, *real)


def packed_ratios(data: bytes) -> list[str]:
    sizes = len(zlib.compress(data, 6)), len(bz2.compress(data, 9)), len(lzma.compress(data, preset=6))
    return [f"{len(data) / size:.2f}" for size in sizes]


def chain(count: int) -> bytes:
    """A Markov chain on 16 letters with entropy rate 1.75 bits, though its letters look uniform.

    Each letter is the last one plus 1, 4, 6 or 11 modulo 16, with odds 1/2, 1/4, 1/8, 1/8.
    """
    draw = random.Random(1)
    steps = [1, 1, 1, 1, 4, 4, 6, 11]
    letters = bytearray()
    letter = 0
    for _ in range(count):
        letter = (letter + steps[draw.getrandbits(3)]) % 16
        letters.append(97 + letter)
    return bytes(letters)


def novel() -> bytes:
    return lzma.decompress((PACKAGE / "data/pools/english.xz").read_bytes())


def counting_bits(letters: bytes) -> float:
    """What a table of 16 x 16 counts would spend on the chain, each from 1/2 up, learning as it goes.

    Source: R. Krichevsky and V. Trofimov, "The performance of universal encoding" (1981).
    """
    counts = [[0.5] * 16 for _ in range(16)]
    bits, before = 0.0, 0
    for letter in letters:
        here = counts[before]
        before = letter - 97
        bits += log2(sum(here) / here[before])
        here[before] += 1
    return bits


def sizes() -> Iterator[str]:
    """Input size, then bits a byte: counts and reference on the chain (1.75), reference on the novel."""
    letters, prose = chain(1 << 20), novel()
    for power in range(12, 21, 2):
        size = 1 << power
        packed = (8 * len(reference.compress(text[:size])) for text in (letters, prose))
        bits = counting_bits(letters[:size]), *packed
        yield row(f"{size >> 10} KiB", *(f"{value / size:.2f}" for value in bits))


def matches() -> Iterator[str]:
    """Window W = 2^k, then k ÷ mean longest match, in bits a byte, on the chain and on the novel."""
    texts = chain((1 << 20) + 4_000), novel()[: (1 << 20) + 4_000]
    for power in range(12, 21, 2):
        lengths = (mean_longest_match(text, 1 << power) for text in texts)
        yield row(f"2^{power}", *(f"{length:.2f} | {power / length:.2f}" for length in lengths))


def mean_longest_match(text: bytes, window: int) -> float:
    """The mean over 380 places near the end; a match begins in the window before its place."""
    places = range(len(text) - 4_000, len(text) - 200, 10)
    return sum(longest_match(text, place, window) for place in places) / len(places)


def longest_match(text: bytes, place: int, window: int) -> int:
    length = 0
    while text.find(text[place : place + length + 1], place - window, place + length) >= 0:
        length += 1
    return length


def time() -> Iterator[str]:
    """Step and its share of the CPU time of compressing, then of decompressing, all families together."""
    packing, unpacking = ("links", "parse", "streams", "codes"), ("decode", "distances", "replay")
    spent = dict.fromkeys((*packing, *unpacking), 0.0)

    def run(step: str, function: Callable, *arguments):
        start = process_time()
        result = function(*arguments)
        spent[step] += process_time() - start
        return result

    for name in FAMILIES:
        measure(family(name), run)
    spent["parse"] -= spent["links"]
    for steps in (packing, unpacking):
        whole = sum(spent[step] for step in steps)
        megabytes = len(FAMILIES) * SIZE / 1e6
        for step in steps:
            yield row(step, f"{100 * spent[step] / whole:.0f} %")
        yield row("all", f"{megabytes / whole:.2f} MB/s")


def measure(data: bytes, run: Callable) -> None:
    literal_bits = reference.entropy(reference.Counter(data), SIZE)
    least = reference.shortest_useful_match(literal_bits)
    run("links", reference.same_key_before, data, least)
    triples = run("parse", reference.parse, data, least, literal_bits)
    *symbols, low_bits = run("streams", reference.to_streams, data, triples)
    packed = [run("codes", reference.pack_symbols, stream) for stream in symbols]
    literals, tokens, slots, lengths = (run("decode", reference.unpack_symbols, part) for part in packed)
    back = run("distances", reference.distances, slots, low_bits)
    run("replay", reference.replay, literals, tokens, back, lengths)


TABLES = {
    table.__name__: table
    for table in (
        families,
        streams,
        choices,
        sweep,
        plot,
        parses,
        peers,
        realness,
        sizes,
        matches,
        time,
    )
}


def main(names: list[str]) -> None:
    for name in names or TABLES:
        print(f"{name}: {TABLES[name].__doc__}")
        for line in TABLES[name]():
            print(line)
        print()


if __name__ == "__main__":
    main(sys.argv[1:])
