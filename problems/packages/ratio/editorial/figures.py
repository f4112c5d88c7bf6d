"""Prints the tables of the editorial: python problems/packages/ratio/editorial/figures.py [table …]

Tables: kinds, totals, bar, counting, setup. Sizes are those of this machine's libraries; what is said of time (bar,
counting, setup) differs from machine to machine. `bar` measures the reference beside the bare library calls, each in
CPU time on the same bytes; what the judge says of the bars is printed by python -m judge bench references ratio.
"""

import importlib.util
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from statistics import median
from time import process_time

PACKAGE = Path(__file__).resolve().parent.parent
SEED = b"editorial"
SIZES = {"mixed_files": 1 << 21, "many_small": 786_432}
CODECS = ("zlib-6", "zlib-9", "bz2-9", "xz-6")
ROUNDS = 7
BAR = 1.3


def load(path: str):
    """A Python file of the package as a module."""
    spec = importlib.util.spec_from_file_location(Path(path).stem, PACKAGE / path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


reference = load("submissions/accepted/reference.py")
interview = load("submissions/accepted/interview.py")
bare = load("submissions/wrong_answer/bare_calls.py")
checker = load("data/checkers/report.py")


@cache
def case(family: str) -> bytes:
    """A family's case, from the editorial's own seed."""
    made: bytes = load(f"data/generators/{family}.py").generate(SEED, SIZES[family])
    return made


def files(family: str) -> Iterator[tuple[str, Iterator[bytes]]]:
    """The files of a case, as the judge hands them on."""
    told, start = checker.described(case(family))
    for name, pieces, chunk in told["files"]:
        yield name, chunks(family, start, pieces, chunk)


def chunks(family: str, start: int, pieces: list[list[int]], chunk: int) -> Iterator[bytes]:
    for at, size in pieces:
        part = case(family)[start + at : start + at + size]
        for begin in range(0, size, chunk):
            yield part[begin : begin + chunk]


def codecs_of(family: str) -> list[str]:
    codecs: list[str] = checker.described(case(family))[0]["codecs"]
    return codecs


@cache
def report(family: str) -> dict:
    answer: dict = reference.analyze(files(family), codecs_of(family))
    return answer


def row(*cells: object) -> str:
    return "| " + " | ".join(map(str, cells)) + " |"


def shown(value: float | None) -> str:
    return "null" if value is None else f"{value:.2f}"


def kinds() -> Iterator[str]:
    """File, its bytes, H0, H1, H2, then bits per byte under each codec, on files of all kinds."""
    for line in [*report("mixed_files")["files"], {"name": "total", **report("mixed_files")["total"]}]:
        entropies = (shown(line[f"H{order}"]) for order in range(3))
        rates = (shown(line["bpb"][codec]) for codec in CODECS)
        yield row(f"`{line['name']}`", line["original"], *entropies, *rates)


def totals() -> Iterator[str]:
    """Family and codec, ratio of the sums, plain mean of the ratios, and the mean without the best file."""
    for family in ("mixed_files", "many_small"):
        answer = report(family)
        for codec in codecs_of(family):
            ratios = sorted(line["ratio"][codec] for line in answer["files"] if line["original"])
            total = answer["total"]
            rest = sum(ratios[:-1]) / (len(ratios) - 1)
            values = total["ratio"][codec], total["macro_ratio"][codec], rest
            yield row(f"`{family}`", f"`{codec}`", *(f"{value:.2f}" for value in values))


def cpu(function: Callable, *arguments: object) -> float:
    start = process_time()
    function(*arguments)
    return process_time() - start


@cache
def contents(family: str) -> list[bytes]:
    return [b"".join(parts) for _, parts in files(family)]


def bar() -> Iterator[str]:
    """Family, CPU seconds of the bare library calls, and how many times that the two submissions take."""
    for family in ("mixed_files", "many_small"):
        case(family)
        rounds = [side_by_side(family) for _ in range(ROUNDS)]
        seconds = median(first for first, _, _ in rounds)
        ours, theirs = (median(each[place] / each[0] for each in rounds) for place in (1, 2))
        verdict = "reached" if ours <= BAR else "missed"
        told = f"{BAR}: {verdict}" if family == "mixed_files" else ""
        yield row(f"`{family}`", f"{seconds:.2f}", f"{ours:.2f}", f"{theirs:.2f}", told)


def side_by_side(family: str) -> list[float]:
    codecs = codecs_of(family)
    return [cpu(each.analyze, files(family), codecs) for each in (bare, reference, interview)]


def counting() -> Iterator[str]:
    """Way to count windows of three bytes, then nanoseconds a byte on text, on numbers and on noise."""
    known = dict(
        zip((line["name"] for line in report("mixed_files")["files"]), contents("mixed_files"), strict=True)
    )
    ways: dict[str, Callable[[bytes], object]] = {
        "`Counter(zip(…))` of tuples": lambda data: Counter(zip(data, data[1:], data[2:], strict=False)),
        "`Counter` of slices": lambda data: Counter(data[at : at + 3] for at in range(len(data) - 2)),
        "`Counter(as_numbers(…))`": lambda data: Counter(reference.as_numbers(data)),
    }
    for label, way in ways.items():
        spent = [
            median(cpu(way, data) for _ in range(5)) / len(data)
            for data in map(known.get, ("english", "sensor", "random_bytes"))
        ]
        yield row(label, *(f"{1e9 * each:.0f}" for each in spent))


def setup() -> Iterator[str]:
    """Codec, and microseconds of CPU time to set it up and compress nothing, in a fresh process."""
    for codec in CODECS:
        code = f"import figures; figures.print_setup({codec!r})"
        yield row(f"`{codec}`", in_fresh_process(code))


def print_setup(codec: str) -> None:
    print(f"{1e6 * cpu(lambda: [bare.CALLS[codec](b'') for _ in range(100)]) / 100:.0f}")


def in_fresh_process(code: str) -> str:
    folder = Path(__file__).parent
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


TABLES = {table.__name__: table for table in (kinds, totals, bar, counting, setup)}


def main(names: list[str]) -> None:
    for name in names or TABLES:
        print(f"{name}: {TABLES[name].__doc__}")
        for line in TABLES[name]():
            print(line, flush=True)
        print()


if __name__ == "__main__":
    main(sys.argv[1:])
