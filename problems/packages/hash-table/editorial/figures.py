"""Prints the tables of the editorial: python problems/packages/hash-table/editorial/figures.py [table …]

Tables: families, choices, keys, tables, peers, speed. What another packer gives (peers) depends on its version
and speed on the machine; the rest is the same everywhere. peers needs the module lz4.
"""

import importlib
import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from math import exp
from pathlib import Path
from time import process_time

PACKAGE = Path(__file__).resolve().parent.parent
SIZE = 262_144
SEED = b"editorial"
FAMILIES = {
    "text_en": "english.xz",
    "text_zh": "chinese.xz",
    "logs_json": "",
    "exe_like": "",
    "dna": "",
}


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


@cache
def usual_size(name: str) -> int:
    return len(reference.compress(family(name)))


def row(*cells: object) -> str:
    return "| " + " | ".join(map(str, cells)) + " |"


def families() -> Iterator[str]:
    """Family, ratio, bits per byte, matches, mean length, mean run, bytes in matches."""
    for name in FAMILIES:
        triples = reference.parse(family(name))
        covered = sum(length for _, length, _ in triples)
        yield row(
            f"`{name}`",
            f"{SIZE / usual_size(name):.3f}",
            f"{8 * usual_size(name) / SIZE:.3f}",
            len(triples),
            f"{covered / len(triples):.1f}",
            f"{(SIZE - covered) / len(triples):.1f}",
            f"{100 * covered / SIZE:.0f} %",
        )


@contextmanager
def changed(**values: object) -> Iterator[None]:
    """The reference with other constants or functions."""
    before = {name: getattr(reference, name) for name in values}
    vars(reference).update(values)
    try:
        yield
    finally:
        vars(reference).update(before)


def growth(**values: object) -> list[str]:
    """By how many per cent each family's blob grows (+) or shrinks (-)."""
    with changed(**values):
        sizes = {name: len(reference.compress(family(name))) for name in FAMILIES}
    return [f"{100 * (sizes[name] / usual_size(name) - 1):+.1f}" for name in FAMILIES]


def fewer_slots(bits: int):
    """Slots of the reference, cut to so many bits."""
    usual = reference.slots_of
    return lambda data: reference.array("H", [slot & (1 << bits) - 1 for slot in usual(data)])


def choices() -> Iterator[str]:
    """What was changed, and by how many per cent each family's blob grows (+) or shrinks (-)."""
    yield row("`FILL_STEP = 1`", *growth(FILL_STEP=1))
    yield row("`FILL_STEP = SIZE`", *growth(FILL_STEP=SIZE))
    for bits in (14, 12):
        yield row(f"{bits} bits of `slots_of`", *growth(slots_of=fewer_slots(bits)))


def keys() -> Iterator[str]:
    """Bits of a key, its shifts, and by how many per cent each family's blob grows (+) or shrinks (-)."""
    for shifts in (
        (5, 10),
        (5, 10, 15),
        (5, 10, 15, 20),
        (6, 12, 18, 24, 30),
        (6, 12, 18, 24, 30, 36, 42, 48),
    ):
        yield row(16 + shifts[-1], f"`{shifts}`", *growth(SHIFTS=shifts))


def tables() -> Iterator[str]:
    """English text: table bits, load, 1 - exp(-keys / slots), hits, lost, most keys of a slot, literals."""
    for bits in range(8, 19, 2):
        found = reference.analyze(family("text_en"), bits)
        yield row(
            bits,
            f"{found['load']:.3f}",
            f"{1 - exp(-found['keys'] / (1 << bits)):.3f}",
            f"{100 * found['hits'] / found['lookups']:.1f} %",
            f"{100 * found['lost'] / found['lookups']:.1f} %",
            found["crowded"],
            f"{100 * found['literal_share']:.1f} %",
        )


def peers() -> Iterator[str]:
    """Family and ratios: reference, what a candidate writes in half an hour, lz4's block at its default."""
    lz4_block = importlib.import_module("lz4.block")
    interview = load("submissions/accepted/interview.py")
    for name in FAMILIES:
        sizes = (
            usual_size(name),
            len(interview.compress(family(name))),
            len(lz4_block.compress(family(name), store_size=False)),
        )
        yield row(f"`{name}`", *(f"{SIZE / size:.3f}" for size in sizes))


def speed() -> Iterator[str]:
    """Family and MB/s of CPU time, compressing and decompressing: reference, then the half hour's."""
    for name in FAMILIES:
        cells = []
        for codec in (reference, load("submissions/accepted/interview.py")):
            blob = codec.compress(family(name))
            cells += [best_speed(codec.compress, family(name)), best_speed(codec.decompress, blob)]
        yield row(f"`{name}`", *(f"{cell:.1f}" for cell in cells))


def best_speed(function, argument: bytes) -> float:
    """MB of original data in a second of CPU time, the best of five calls."""
    spent = []
    for _ in range(5):
        start = process_time()
        function(argument)
        spent.append(process_time() - start)
    return SIZE / 1e6 / min(spent)


TABLES = {table.__name__: table for table in (families, choices, keys, tables, peers, speed)}


def main(names: list[str]) -> None:
    for name in names or TABLES:
        print(f"{name}: {TABLES[name].__doc__}")
        for line in TABLES[name]():
            print(line)
        print()


if __name__ == "__main__":
    main(sys.argv[1:])
