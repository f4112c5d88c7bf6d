"""One case of a function other than a codec's: called in a fresh sandbox, its answer marked by the package.

The package's checker is foreign code and runs in a sandbox of its own. Between the two sandboxes go bytes
alone: the answer is parsed as strict JSON before the checker sees it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from judge.codec import Codec, Failed
from judge.errors import JudgeError, PackageError
from judge.package.finding import error
from judge.package.model import Family, Package
from judge.runtimes import open_runtime
from judge.sandbox import Limits, Outcome, Sandbox, Status
from judge.sandbox.box import Argument
from judge.sandbox.metered import Files, Metered, Pieces
from judge.values import BadValue, Bounds, Value, parse_value

MOST_PARTS = 4
MOST_FIGURES = 8
MOST_WHY = 500
_LIMITS = Limits(cpu=120, load_cpu=30, memory=2048 * 1024 * 1024)
_BOUNDS = Bounds(depth=16)


@dataclass(frozen=True)
class Answer:
    """What a function gave back. CPU in seconds, memory in bytes; ``reads`` and ``bytes_read``:
    of metered data; ``points``: the curve that it was told of, and the last one that it was not."""

    value: Value
    cpu: float
    peak_memory: int
    reads: int
    bytes_read: int
    points: tuple[tuple[int, float], ...] = ()
    decompress_cpu: float = 0.0

    @property
    def told(self) -> dict[str, Any]:
        """What a checker is told of how the answer came about."""
        return {
            **({"points": self.points} if self.points else {}),
            "cpu_s": self.cpu,
            "peak_memory_bytes": self.peak_memory,
            "reads": self.reads,
            "bytes_read": self.bytes_read,
        }


@dataclass(frozen=True)
class Mark:
    """How good an answer is: ``quality`` and each of its ``parts`` from 0 to 1; ``why`` is for shown cases;
    ``figures`` of any size are for the package's bars."""

    quality: float
    parts: Mapping[str, float] = field(default_factory=dict)
    why: str = ""
    figures: Mapping[str, float] = field(default_factory=dict)


def call(codec: Codec, function: str, arguments: Sequence[Argument], cpu_limit: float) -> Answer:
    """Call a function in a fresh sandbox within ``cpu_limit`` seconds. Raises Failed."""
    with codec.loaded() as sandbox:
        return call_in(codec, sandbox, function, arguments, cpu_limit)


def call_in(
    codec: Codec, sandbox: Sandbox, function: str, arguments: Sequence[Argument], cpu_limit: float
) -> Answer:
    """As ``call``, in a sandbox that has loaded the code."""
    metered = next((found for value in arguments if (found := _metered(value))), None)
    outcome = codec.value(sandbox, function, arguments, cpu_limit)
    cpu, peak = outcome.cpu + sandbox.unpaid_cpu(), sandbox.peak_memory()
    try:
        value = parse_value(outcome.output, _BOUNDS)
    except BadValue as bad:
        raise Failed("WA", str(bad)) from None
    return Answer(value, cpu, peak, metered.reads if metered else 0, metered.bytes_read if metered else 0)


class Checker:
    """A package's checker for one family, loaded in a sandbox. Use ``opened``."""

    def __init__(self, family: Family, sandbox: Sandbox) -> None:
        self.family = family
        self._sandbox = sandbox

    def arguments(self, case: bytes) -> list[Argument]:
        """What the function is called with: new metered data at each call. Raises PackageError."""
        try:
            return arguments_from(case, self._value("arguments", case))
        except ValueError as wrong:
            raise self.broken("arguments", f"expected arguments as the format says: {wrong}") from None

    def mark(self, case: bytes, answer: Answer) -> Mark:
        """Raises PackageError when the checker does not know what to say."""
        marked = self._value("check", case, answer.value, answer.told)
        try:
            return mark_from(marked)
        except ValueError as wrong:
            raise self.broken("check", f"expected quality, parts and why: {wrong}") from None

    def _value(self, function: str, *arguments: Argument) -> Any:
        outcome = self._sandbox.call_value(function, *arguments)
        if outcome.status is Status.FAULT:
            raise JudgeError(f"{self.file}: the sandbox failed: {outcome.text}")
        if not outcome.ok:
            raise self.broken(function, outcome.text or outcome.status.value)
        try:
            return parse_value(outcome.output, Bounds())
        except BadValue as bad:
            raise self.broken(function, str(bad)) from None

    @property
    def file(self) -> str:
        return f"data/checkers/{self.family.checker}"

    def broken(self, function: str, why: str) -> PackageError:
        return PackageError([error(self.file, None, "checker", f"{self.family.name}: {function}: {why}")])


@contextmanager
def opened(package: Package, family: Family) -> Iterator[Checker]:
    """A family's checker. Raises PackageError when it does not load."""
    with Sandbox.start(open_runtime("generators"), _LIMITS) as sandbox:
        checker = Checker(family, sandbox)
        _check_loaded(checker, sandbox.load(package.files[checker.file], ("arguments", "check")))
        yield checker


def _check_loaded(checker: Checker, outcome: Outcome) -> None:
    if outcome.status is Status.FAULT:
        raise JudgeError(f"{checker.file}: the sandbox failed: {outcome.text}")
    if not outcome.ok:
        raise checker.broken("loading", outcome.text or outcome.status.value)


def arguments_from(case: bytes, described: Any) -> list[Argument]:
    """What a checker's value stands for (docs/problem-package.md). Raises ValueError."""
    if not isinstance(described, list):
        raise ValueError(f"a list, got {type(described).__name__}")
    try:
        return [_argument(case, each) for each in described]
    except (KeyError, TypeError) as wrong:
        raise ValueError(str(wrong)) from None


def mark_from(marked: Any) -> Mark:
    """What a checker's value says of an answer. Raises ValueError."""
    try:
        parts = {str(name): _share(share) for name, share in marked["parts"].items()}
        figures = {str(name): _number(figure) for name, figure in marked.get("figures", {}).items()}
        mark = Mark(_share(marked["quality"]), parts, str(marked.get("why", ""))[:MOST_WHY], figures)
    except (KeyError, TypeError, AttributeError) as wrong:
        raise ValueError(str(wrong)) from None
    if len(parts) > MOST_PARTS:
        raise ValueError(f"at most {MOST_PARTS} parts, got {len(parts)}")
    if len(figures) > MOST_FIGURES:
        raise ValueError(f"at most {MOST_FIGURES} figures, got {len(figures)}")
    return mark


def _metered(value: Argument) -> Metered | None:
    if isinstance(value, Files):
        return value.metered
    return value if isinstance(value, Metered) else None


def _argument(case: bytes, described: Any) -> Argument:
    """JSON as it is, but for what stands for bytes of the case."""
    value: Argument = described
    if not isinstance(described, dict):
        return value
    if "bytes" in described:
        return _piece(case, *described["bytes"])
    if "metered" in described:
        return Metered(
            _pieces(case, described["metered"]), most_bytes=int(described.get("most_bytes", 1 << 40))
        )
    if "files" in described:
        return _files(case, described["files"])
    return value


def _pieces(case: bytes, places: Sequence[Sequence[int]]) -> Pieces:
    """The same bytes once in memory, however often they come up."""
    known: dict[tuple[int, int], bytes] = {}
    return Pieces([known.setdefault((at, size), _piece(case, at, size)) for at, size in places])


def _piece(case: bytes, offset: int, size: int) -> bytes:
    if not 0 <= offset <= offset + size <= len(case):
        raise ValueError(f"a piece within the {len(case):,} bytes of the case, got {[offset, size]}")
    return case[offset : offset + size]


def _files(case: bytes, described: Sequence[Any]) -> Files:
    table, places, start = [], [], 0
    for name, pieces, chunk in described:
        if chunk < 1:
            raise ValueError(f"chunks of at least a byte, got {chunk}")
        size = sum(length for _, length in pieces)
        table.append((str(name), start, size, int(chunk)))
        places += pieces
        start += size
    return Files(Metered(_pieces(case, places), most_bytes=1 << 40), table)


def _share(value: Any) -> float:
    return min(1.0, max(0.0, _number(value)))


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"a finite number, got {json.dumps(value)[:40]}")
    return float(value)
