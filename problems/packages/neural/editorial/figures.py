"""Prints the tables of the editorial: `python editorial/figures.py`, with NumPy and Numba."""

import bz2
import importlib.util
import lzma
import time
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
SEED = b"editorial"
SIZES = [65536, 262144, 1048576, 4194304, 16777216, 67108864]
FAMILIES = {
    "text_en": (1048576, "english.xz"),
    "text_zh": (131072, "chinese.xz"),
    "code": (131072, ""),
    "dna": (131072, ""),
    "weights_bf16": (131072, ""),
}


def load(path):
    spec = importlib.util.spec_from_file_location(f"neural_{Path(path).stem}", HERE / path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def data(family, size):
    pool = FAMILIES[family][1]
    given = (HERE / "data/pools" / pool).read_bytes() if pool else b""
    return load(f"data/generators/{family}.py").generate(SEED, size, given)


def rate(blob, content):
    return 8 * len(blob) / len(content)


def points():
    reference, content = load("submissions/accepted/reference.py"), data("text_en", 262144)
    reference.warmup()
    return [[size, rate(reference.compress(content, size), content)] for size in SIZES]


def families():
    """Bits per byte of each family, and how much smaller the reference is than xz -9e."""
    reference, interview = (load(f"submissions/accepted/{name}.py") for name in ("reference", "interview"))
    for family, (size, _) in FAMILIES.items():
        content = data(family, size)
        xz = rate(lzma.compress(content, preset=9 | lzma.PRESET_EXTREME), content)
        own = rate(reference.compress(content, SIZES[-2]), content)
        others = [
            xz,
            rate(bz2.compress(content, 9), content),
            rate(interview.compress(content, SIZES[-2]), content),
        ]
        yield (
            f"| {family} | {size:,} | "
            + " | ".join(f"{each:.3f}" for each in [*others, own])
            + f" | {1 - own / xz:.1%} |"
        )


def curve():
    """Each point of the curve against the law through the first five."""
    measured = points()
    law = load("submissions/accepted/reference.py").report(measured[:-1])
    for size, found in measured:
        said = law["c"] + law["a"] * size ** -law["alpha"]
        yield f"| {size:,} | {found:.4f} | {said:.4f} | {16 * size + found * 10**9:,.0f} |"
    yield f"a = {law['a']:.1f}, alpha = {law['alpha']:.4f}, c = {law['c']:.3f}, R² = {law['r2']:.4f}"


def speed():
    """kB of English a second of CPU time, in each direction."""
    reference, content = load("submissions/accepted/reference.py"), data("text_en", 1048576)
    reference.warmup()
    started = time.process_time()
    blob = reference.compress(content, SIZES[-2])
    packed = time.process_time()
    reference.decompress(blob, SIZES[-2])
    for name, seconds in (("compress", packed - started), ("decompress", time.process_time() - packed)):
        yield f"{name}: {len(content) / seconds / 1000:.0f} kB/s"


TABLES = {"families": families, "curve": curve, "speed": speed}

if __name__ == "__main__":
    for name, table in TABLES.items():
        print(f"\n{name}")
        for row in table():
            print(row)
