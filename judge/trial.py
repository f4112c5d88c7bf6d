"""A trial: the samples of a package and the author's own input, with everything shown and no score."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from judge.build import build
from judge.codec import COMPRESS, DECOMPRESS, Codec, Failed
from judge.job import Job
from judge.package.model import Family, Package
from judge.sandbox import Sandbox
from judge.scoring import expansion_limit, overall
from judge.task import call_in, opened

OWN_INPUT = "own_input"
CPU_SECONDS = 10.0
# All inputs together, waiting included; with one more call it stays below the deadline of a job.
MOST_WALL_SECONDS = 90.0
TOO_LONG = f"stopped after {CPU_SECONDS:g} s of CPU time; the inputs after this one were not tried"
DIFFERENCE_BYTES = 16
TEXT_BYTES = 64 * 1024
Json = dict[str, Any]


@dataclass(frozen=True)
class Difference:
    """The first byte that came back wrong, and some bytes from there on, in hexadecimal."""

    offset: int
    expected_hex: str
    got_hex: str


@dataclass
class Case:
    """One input of a trial. CPU in seconds, sizes in bytes; None where it did not come that far."""

    name: str
    original_bytes: int
    verdict: str = "AC"
    compressed_bytes: int | None = None
    ratio: float | None = None
    bits_per_byte: float | None = None
    compress_cpu_s: float | None = None
    decompress_cpu_s: float | None = None
    peak_memory_bytes: int = 0
    first_difference: Difference | None = None
    error: str = ""
    fields: dict[str, float] | None = None


@dataclass
class Printed:
    """What the code wrote to standard output and standard error, the earliest bytes of it."""

    stdout: bytes = b""
    stderr: bytes = b""

    def add(self, sandbox: Sandbox) -> None:
        self.stdout = (self.stdout + sandbox.stdout)[:TEXT_BYTES]
        self.stderr = (self.stderr + sandbox.stderr)[:TEXT_BYTES]


def try_out(package: Package, job: Job, tell: Callable[[Mapping[str, Any]], None]) -> Json:
    """Run a source on samples and own input. Raises JudgeError."""
    codec = replace(Codec.of(package, job.source, language=job.language), most_wall=MOST_WALL_SECONDS)
    tell({"type": "stage", "stage": "build", "family": None, "done": 0, "total": 0})
    try:
        codec = replace(codec, source=build(codec, package.limits.code_bytes).shown)
    except Failed as failed:
        return _report(failed.verdict, [], Printed(), failed.text)
    cases, printed = [], Printed()
    inputs = list(_inputs(package, job))
    with contextlib.closing(_Sandboxes(codec, printed)) as sandboxes:
        for done, (name, data) in enumerate(inputs):
            tell({"type": "stage", "stage": "gate", "family": None, "done": done, "total": len(inputs)})
            family = package.task_of_sample(name)
            if family is None:
                cases.append(_try(codec, name, data, sandboxes))
            elif family in package.families_for(job.language):
                cases += _try_task(package, codec, family, name, data, printed)
            if cases and cases[-1].verdict == "TLE":
                break  # Waiting as long for every other input would tell the author nothing more.
    return _report(overall(case.verdict for case in cases), cases, printed)


def first_difference(expected: bytes, got: bytes) -> Difference | None:
    """Where two byte strings part; None when they are equal."""
    if expected == got:
        return None
    shorter = min(len(expected), len(got))
    offset = next((at for at in range(shorter) if expected[at] != got[at]), shorter)
    end = offset + DIFFERENCE_BYTES
    return Difference(offset, expected[offset:end].hex(), got[offset:end].hex())


def _inputs(package: Package, job: Job) -> Iterator[tuple[str, bytes]]:
    if job.own_input is not None and package.has_codec:
        yield OWN_INPUT, job.own_input
    yield from package.samples()


class _Sandboxes:
    """Where a trial calls: a fresh sandbox each time; for what starts slowly one a direction, until a call fails.

    In a shared one the peak of memory is that of all calls so far.
    """

    def __init__(self, codec: Codec, printed: Printed) -> None:
        self._codec, self._printed = codec, printed
        self._kept: dict[str, tuple[Sandbox, contextlib.ExitStack]] = {}

    @contextlib.contextmanager
    def at(self, direction: str, case: Case) -> Iterator[Sandbox]:
        if not self._codec.runtime.slow_start:
            with _watched(self._codec, case, self._printed) as sandbox:
                yield sandbox
            return
        if direction not in self._kept:
            stack = contextlib.ExitStack()
            self._kept[direction] = stack.enter_context(self._codec.loaded()), stack
        sandbox, _stack = self._kept[direction]
        try:
            yield sandbox
        except Failed:
            self._note_peak(case, sandbox)
            self._leave(direction)
            raise
        self._note_peak(case, sandbox)

    def _note_peak(self, case: Case, sandbox: Sandbox) -> None:
        case.peak_memory_bytes = max(case.peak_memory_bytes, sandbox.peak_memory())

    def _leave(self, direction: str) -> None:
        sandbox, stack = self._kept.pop(direction)
        self._printed.add(sandbox)
        stack.close()

    def close(self) -> None:
        for direction in tuple(self._kept):
            self._leave(direction)


def _try(codec: Codec, name: str, data: bytes, sandboxes: _Sandboxes) -> Case:
    case = Case(name, len(data))
    try:
        _round_trip(codec, data, case, sandboxes)
    except Failed as failed:
        case.verdict = failed.verdict
        case.error = failed.text or (TOO_LONG if failed.verdict == "TLE" else "")
        if failed.got is not None:
            case.first_difference = first_difference(data, failed.got)
    return case


def _try_task(
    package: Package, codec: Codec, family: Family, name: str, data: bytes, printed: Printed
) -> Iterator[Case]:
    """Nothing where the code leaves the function out."""
    case = Case(name, len(data))
    try:
        if not codec.defines(family.function):
            return
        with opened(package, family) as checker, _watched(codec, case, printed) as sandbox:
            answer = call_in(codec, sandbox, family.function, checker.arguments(data), CPU_SECONDS)
            mark = checker.mark(data, answer)
    except Failed as failed:
        case.verdict = failed.verdict
        case.error = failed.text or (TOO_LONG if failed.verdict == "TLE" else "")
    else:
        case.verdict = "AC" if mark.quality else "WA"
        case.error, case.fields, case.compress_cpu_s = mark.why, dict(mark.parts), answer.cpu
    yield case


def _round_trip(codec: Codec, data: bytes, case: Case, sandboxes: _Sandboxes) -> None:
    """As the gate does it, and with an eye on all there is to see."""
    with sandboxes.at(COMPRESS, case) as sandbox:
        packed = codec.call(sandbox, COMPRESS, data, CPU_SECONDS, expansion_limit(len(data)))
    case.compress_cpu_s = packed.cpu
    case.compressed_bytes = len(packed.output)
    if data and packed.output:
        case.ratio = len(data) / len(packed.output)
        case.bits_per_byte = 8 / case.ratio
    with sandboxes.at(DECOMPRESS, case) as sandbox:
        unpacked = codec.call(sandbox, DECOMPRESS, packed.output, CPU_SECONDS, codec.limits.output)
    case.decompress_cpu_s = unpacked.cpu
    if unpacked.output != data:
        raise Failed("WA", got=unpacked.output)


@contextlib.contextmanager
def _watched(codec: Codec, case: Case, printed: Printed) -> Iterator[Sandbox]:
    with codec.loaded() as sandbox:
        try:
            yield sandbox
        finally:
            case.peak_memory_bytes = max(case.peak_memory_bytes, sandbox.peak_memory())
            printed.add(sandbox)


def _report(verdict: str, cases: list[Case], printed: Printed, message: str = "") -> Json:
    return {
        "schema": 1,
        "verdict": verdict,
        "message": message,
        "stdout": printed.stdout.decode(errors="backslashreplace"),
        "stderr": printed.stderr.decode(errors="backslashreplace"),
        "cases": [asdict(case) for case in cases],
    }
