"""After a verdict of WA or RTE: the smallest generated input on which the code fails the same way.

The search is told package, code and verdict. It has no data, no storage and no job, so whatever it finds
and shows cannot hold a hidden byte. Code may run many inputs in one sandbox here, for nothing here is
secret; what is shown has failed once more in fresh sandboxes, as the gate runs it.

The same package and code give the same order of inputs: chance comes from their digests, which stand in
every receipt.
"""

from __future__ import annotations

import hashlib
import random
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

from judge.build import build
from judge.codec import COMPRESS, DECOMPRESS, Codec, Failed
from judge.package.model import Package
from judge.report import SEARCHED
from judge.sandbox import Sandbox
from judge.scoring import expansion_limit
from judge.smaller_inputs import MOST_BYTES, MOST_SEED_BYTES, SMALL, edge_cases, mutations
from judge.smaller_shrink import OutOfTime, Shrinker

CPU_SECONDS = WALL_SECONDS = 4.0
# Of the time above, what looking for a first failing input may take; the rest is for making it small.
FINDING_SHARE = 0.7
CALL_CPU_SECONDS = 1.0
MOST_ERROR = 4096
# What came back is shown as far as it says something; a decoder may return megabytes.
MOST_GOT_BYTES = MOST_BYTES + 1024
_EXCEPTION = re.compile(r"^([A-Za-z_][\w.]{0,99})(?::|$)")

Stop = Callable[[], bool]


def never() -> bool:
    return False


@dataclass(frozen=True)
class Failure:
    """How one input failed. ``exception`` is what the last line of the text names, empty where it names
    none: a word from inside, good for telling two failures apart and for nothing else."""

    verdict: str
    direction: str
    text: str = ""
    got: bytes | None = None

    @property
    def exception(self) -> str:
        lines = self.text.strip().splitlines()
        named = _EXCEPTION.match(lines[-1]) if lines else None
        return named.group(1) if named else ""

    @property
    def kind(self) -> tuple[str, str, str]:
        """Two failures of one kind are taken for the same fault in the code."""
        return (self.verdict, self.direction, self.exception)


def find_failing_input(
    package: Package, language: str, source: bytes, verdict: str, stop: Stop = never
) -> dict[str, Any] | None:
    """The smallest input found that fails with ``verdict``, as JSON values; None when none was found.

    Ends early when ``stop`` says so. Raises JudgeError for faults of the judge.
    """
    if verdict not in SEARCHED or not package.has_codec:
        return None
    codec = Codec.of(package, source, language=language)
    try:
        codec = replace(codec, source=build(codec, package.limits.code_bytes).code)
        return Search(
            codec, verdict, _seed(package, source), [data for _, data in package.samples()], stop
        ).run()
    except Failed:
        return None


def _seed(package: Package, source: bytes) -> int:
    return int.from_bytes(hashlib.sha256(package.digest.encode() + source).digest(), "big")


@dataclass
class Search:
    """One search. ``samples`` are shown to everybody and so may be tried, too."""

    codec: Codec
    verdict: str
    seed: int
    samples: list[bytes]
    stop: Stop = never
    tries: int = 0
    started: float = field(default_factory=time.monotonic)
    spent_before: float = 0.0

    def __post_init__(self) -> None:
        self.spent_before = self.codec.spent.cpu

    def run(self) -> dict[str, Any] | None:
        """Raises JudgeError."""
        with Tester(self.codec) as shared:
            found = self._smallest(shared)
        if found is None:
            return None
        if failure := self._again(found):
            return self._result(found, failure)
        # It failed only after other inputs: look again, with fresh sandboxes for every one.
        found = self._smallest(Tester(self.codec, is_fresh=True))
        failure = None if found is None else self._again(found)
        return None if found is None or failure is None else self._result(found, failure)

    def _smallest(self, tester: Tester) -> bytes | None:
        wanted: list[tuple[str, str, str]] = []

        def fails(data: bytes) -> bool:
            if not wanted:
                self._check_time(FINDING_SHARE)
            self.tries += 1
            failure = tester.test(data)
            if failure is None or failure.verdict != self.verdict:
                return False
            wanted[:] = wanted or [failure.kind]
            return failure.kind == wanted[0]

        try:
            first = next((data for data in self._inputs() if fails(data)), None)
        except OutOfTime:
            return None
        return None if first is None else Shrinker(first, fails, self._check_time).shrink()

    def _inputs(self) -> Iterator[bytes]:
        draw = random.Random(self.seed)  # noqa: S311 - to be run again, not to be secret
        edges = edge_cases(draw)
        small = [data for data in edges if len(data) <= SMALL]
        samples = [data[:MOST_SEED_BYTES] for data in self.samples]
        large = [data[:MOST_BYTES] for data in [*self.samples, *edges] if len(data) > SMALL]
        changed = mutations([*small, *samples], draw)
        few = [next(changed) for _ in range(200)]
        yield from chain(small, samples, few, large, changed)

    def _check_time(self, share: float = 1.0) -> None:
        """Raises OutOfTime once a share of the time is over, or somebody else needs the judge."""
        wall = time.monotonic() - self.started
        cpu = self.codec.spent.cpu - self.spent_before
        if wall > share * WALL_SECONDS or cpu > share * CPU_SECONDS or self.stop():
            raise OutOfTime

    def _again(self, data: bytes) -> Failure | None:
        """How it fails in sandboxes that have seen nothing else; None when it does not."""
        failure = Tester(self.codec, is_fresh=True).test(data)
        return failure if failure and failure.verdict == self.verdict else None

    def _result(self, data: bytes, failure: Failure) -> dict[str, Any]:
        got = failure.got
        return {
            "input_hex": data.hex(),
            "input_bytes": len(data),
            "got_hex": None if got is None else got[:MOST_GOT_BYTES].hex(),
            "got_bytes": None if got is None else len(got),
            "verdict": failure.verdict,
            "direction": failure.direction,
            "error": failure.text[-MOST_ERROR:],
            "tries": self.tries,
            "seconds": round(time.monotonic() - self.started, 2),
        }


class Tester:
    """Round trips in a sandbox for each direction, kept from input to input unless ``is_fresh``."""

    def __init__(self, codec: Codec, *, is_fresh: bool = False) -> None:
        self.codec = codec
        self.is_fresh = is_fresh
        self._open: dict[str, Sandbox] = {}

    def __enter__(self) -> Tester:
        return self

    def __exit__(self, *_: object) -> None:
        for direction in list(self._open):
            self._drop(direction)

    def test(self, data: bytes) -> Failure | None:
        """How the round trip of ``data`` fails; None when it comes back. Raises JudgeError."""
        direction = COMPRESS
        try:
            blob = self._call(COMPRESS, data, expansion_limit(len(data)))
            direction = DECOMPRESS
            got = self._call(DECOMPRESS, blob, self.codec.limits.output)
        except Failed as failed:
            return Failure(failed.verdict, direction, failed.text)
        return None if got == data else Failure("WA", DECOMPRESS, got=got)

    def _call(self, direction: str, data: bytes, output: int) -> bytes:
        sandbox = self._open.get(direction)
        if sandbox is None:
            sandbox = self._open[direction] = self._started()
        try:
            outcome = self.codec.call(sandbox, direction, data, CALL_CPU_SECONDS, output)
        except Failed:
            if not sandbox.echo(b"?").ok:
                self._drop(direction)
            raise
        finally:
            if self.is_fresh:
                self._drop(direction)
        return outcome.output

    def _started(self) -> Sandbox:
        try:
            return self.codec.open()
        except Failed as failed:
            # It loaded before, so not loading any more is a fault of the running code.
            raise Failed("RTE", failed.text) if failed.verdict == "CE" else failed from None

    def _drop(self, direction: str) -> None:
        sandbox = self._open.pop(direction, None)
        if sandbox is not None:
            sandbox.close()
