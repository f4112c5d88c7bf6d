"""The ratio package as tests need it: its files, its cases, and the files that a case describes."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from tests.problems.shipped import Shipped

SHIPPED = Shipped("ratio")
package, load, text = SHIPPED.package, SHIPPED.load, SHIPPED.text
# Small: what is counted is the same in small files, and pieces still come up again.
SIZES = {
    "mixed_files": 1 << 17,
    "many_small": 60_000,
    "tiny_files": 0,
    "large_stream": 40_000,
    "empty_files": 0,
}
THRIFTY, GREEDY = 100 << 20, 400 << 20


@cache
def case(family: str, seed: bytes = b"tests") -> bytes:
    made: bytes = load(f"data/generators/{family}.py").generate(seed, SIZES[family])
    return made


def files(data: bytes) -> Iterator[tuple[str, Iterator[bytes]]]:
    """The files of a case, in the chunks that it asks for."""
    (described, _) = load("data/checkers/report.py").arguments(data)
    for name, pieces, chunk in described["files"]:
        whole = b"".join(data[at : at + size] for at, size in pieces)
        yield name, iter([whole[at : at + chunk] for at in range(0, len(whole), chunk)])


def answer(submission: str, data: bytes) -> dict[str, Any]:
    codecs = load("data/checkers/report.py").arguments(data)[1]
    value: dict[str, Any] = load(f"submissions/{submission}.py").analyze(files(data), codecs)
    return value


def mark(submission: str, data: bytes, peak: int = THRIFTY) -> dict[str, Any]:
    told = {"peak_memory_bytes": peak}
    value: dict[str, Any] = load("data/checkers/report.py").check(data, answer(submission, data), told)
    return value
