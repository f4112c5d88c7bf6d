"""Prints the tables of the editorial: python problems/packages/tuning/editorial/figures.py [table …]

Tables: sets, plans, choices, bars. Sizes depend on the versions of zlib, bzip2 and liblzma. It needs numpy.
"""

import importlib.util
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
SETS = ("homogeneous", "drift", "head", "records", "series", "rare")
SEEDS = (b"editorial", b"second", b"third")
SIZE = 3_145_728
PLANNERS = ("reference", "uniform", "starter", "head_only", "store_only")
MOST_REGRET, MOST_ERROR, MOST_READ = 0.02, 0.05, 0.12
CHANGES = {
    "`PROBES = 160`": {"PROBES": 160},
    "`PROBES = 2_000`": {"PROBES": 2_000},
    "`CHANGE = 0`": {"CHANGE": 0.0},
    "`CHANGE = 0.01`": {"CHANGE": 0.01},
    "`ALIKE = 1.0`": {"ALIKE": 1.0, "MOST_MEASURED": 3},
}


def load(path: str):
    """A Python file of the package as a module of its own."""
    spec = importlib.util.spec_from_file_location(Path(path).stem, PACKAGE / path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


checker = load("data/checkers/plan.py")


class View:
    """The pieces of a case one after the other, and a count of what was read."""

    def __init__(self, case: bytes, pieces, most_bytes: int) -> None:
        self.case, self.pieces, self.most_bytes = case, pieces, most_bytes
        self.size = sum(size for _, size in pieces)
        self.reads = self.bytes_read = 0

    def read(self, offset: int, size: int) -> bytes:
        end = min(self.size, offset + size)
        if self.bytes_read + end - offset > self.most_bytes:
            raise OSError("as much was read as may be read")
        self.reads += 1
        self.bytes_read += end - offset
        parts = []
        while offset < end:
            (at, length), inside = self.pieces[offset // checker.BLOCK], offset % checker.BLOCK
            parts.append(self.case[at + inside : at + min(length, inside + end - offset)])
            offset += len(parts[-1])
        return b"".join(parts)


@cache
def case(name: str, seed: bytes = SEEDS[0]) -> bytes:
    pool = (PACKAGE / f"data/pools/{name}.json").read_bytes()
    return load("data/generators/sets.py").generate(seed + name.encode(), SIZE, pool)


def marked(planner, content: bytes):
    """What a planner's plan for a case is worth, and what of the data it read, as a share."""
    described, budget = checker.arguments(content)
    view = View(content, described["metered"], described["most_bytes"])
    answer = planner.tune(view, budget)
    told = {"bytes_read": view.bytes_read, "reads": view.reads}
    mark = checker.check(content, answer, told)
    return mark, view.bytes_read / view.size


def regret(mark) -> float:
    return (1 - mark["parts"]["regret"]) * checker.WORST_REGRET


def error(mark) -> float:
    return (1 - mark["parts"]["prediction"]) * checker.WORST_PREDICTION


def row(*cells: object) -> str:
    return "| " + " | ".join(map(str, cells)) + " |"


def sets() -> Iterator[str]:
    """Set, unit, objective, settings, ratio of the best single setting and of the best for each block."""
    for name in SETS:
        table = checker.read(case(name))
        sizes = [table["sizes"][block] for block in table["order"]]
        total = checker.BLOCK * len(sizes)
        single = min(sum(column) for column in zip(*sizes, strict=True))
        free = sum(map(min, sizes))
        budget = table["budget"]
        yield row(
            f"`{name}`",
            f"{budget['unit_bytes']:,}",
            budget["objective"]["kind"],
            len(budget["settings"]),
            f"{total / single:.3f}",
            f"{total / free:.3f}",
        )


def plans() -> Iterator[str]:
    """Planner, and for each set its quality."""
    for name in PLANNERS:
        planner = load(f"submissions/accepted/{name}.py")
        found = [marked(planner, case(each))[0]["quality"] for each in SETS]
        yield row(f"`{name}.py`", *(f"{quality:.3f}" for quality in found), f"{sum(found) / len(found):.3f}")


def choices() -> Iterator[str]:
    """What the reference's quality becomes when one number is another."""
    for change, numbers in {"as it is": {}, **CHANGES}.items():
        planner = load("submissions/accepted/reference.py")
        for name, value in numbers.items():
            setattr(planner, name, value)
        found = [marked(planner, case(each))[0]["quality"] for each in SETS]
        yield row(change, *(f"{quality:.3f}" for quality in found), f"{sum(found) / len(found):.3f}")


def bars() -> Iterator[str]:
    """Set, the largest regret, error and share of bytes read of the reference over three seeds."""
    planner = load("submissions/accepted/reference.py")
    for name in SETS:
        found = [marked(planner, case(name, seed)) for seed in SEEDS]
        worst = (
            max(regret(mark) for mark, _ in found),
            max(error(mark) for mark, _ in found),
            max(share for _, share in found),
        )
        kept = worst[0] <= MOST_REGRET and worst[1] <= MOST_ERROR and worst[2] <= MOST_READ
        yield row(f"`{name}`", *(f"{100 * value:.2f} %" for value in worst), "yes" if kept else "NO")


TABLES = {"sets": sets, "plans": plans, "choices": choices, "bars": bars}

if __name__ == "__main__":
    for wanted in sys.argv[1:] or TABLES:
        print(f"\n{wanted}")
        print("\n".join(TABLES[wanted]()))
