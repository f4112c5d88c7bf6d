"""A source on a runtime, within limits: what gate, speed and trials call.

Every call is in a sandbox that has loaded the source and seen nothing before it.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from judge.errors import JudgeError
from judge.failed import Failed
from judge.languages import INTERPRETED, LANGUAGES
from judge.languages.comments import strip
from judge.languages.toolchains import is_compiled, is_native, prepare, runtime_of
from judge.package.model import Package
from judge.runtimes import Runtime
from judge.sandbox import Limits, Outcome, Sandbox, Status
from judge.sandbox.box import Argument
from judge.sandbox.pool import take
from judge.spent import Spent

COMPRESS = "compress"
DECOMPRESS = "decompress"
FUNCTIONS = (COMPRESS, DECOMPRESS)
MOST_VALUE_BYTES = 1 << 20

__all__ = ["COMPRESS", "DECOMPRESS", "FUNCTIONS", "Codec", "Failed", "Spent"]


@dataclass(frozen=True)
class Codec:
    """``source`` defines compress and decompress; ``spent`` counts what running it took; ``core`` is
    the only one its sandboxes run on, None for any. A ``trusted`` codec is the judge's own: that it
    fails is the judge's fault. After ``most_wall`` seconds of wall time, all sandboxes together, it gets
    no more: who sleeps at every call must not keep the judge until its deadline, and be tried again. ``size``:
    the parameters that its model may have, where codecs are told."""

    source: bytes
    runtime: Runtime
    limits: Limits
    spent: Spent = field(default_factory=Spent, compare=False)
    core: int | None = None
    trusted: bool = False
    most_wall: float = math.inf
    language: str = "python3"
    functions: tuple[str, ...] = FUNCTIONS
    size: int | None = None

    @classmethod
    def of(cls, package: Package, source: bytes, core: int | None = None, language: str = "python3") -> Codec:
        """A submission on the runtime of its language and within the limits that a package names. Raises
        SandboxUnavailable where that language is not on this machine."""
        limits = Limits(memory=package.limits.memory_bytes, output=package.limits.output_bytes)
        return cls(
            source,
            runtime_of(language, package.runtime, limits),
            limits,
            core=core,
            language=language,
            functions=package.functions,
            size=package.size,
        )

    @classmethod
    def reference_of(cls, package: Package, speed_class: str = INTERPRETED, core: int | None = None) -> Codec:
        """The package's own reference of a class, ready to be opened, on the same terms as a submission."""
        language = package.reference_language(speed_class)
        codec = replace(cls.of(package, package.reference_source(speed_class), core, language), trusted=True)
        return replace(codec, source=codec.made()) if codec.is_compiled else codec

    @property
    def is_compiled(self) -> bool:
        return is_compiled(self.language)

    def made(self) -> bytes:
        """The program that the source, without its comments, becomes in a compiled language. Raises Failed."""
        started = time.monotonic()
        stripped = strip(self.language, self.source.decode()).encode()
        try:
            return prepare(self.language, stripped, self.limits, self.core).code
        except Failed as failed:
            if self.trusted:
                raise JudgeError(f"the reference does not compile: {failed.text}") from None
            raise
        finally:
            self.spent.add(0.0, time.monotonic() - started)

    def open(self, *, warmed_up: bool = True) -> Sandbox:
        """A sandbox of its own with the source loaded; close it. Raises Failed."""
        self._check_patience()
        sandbox = take(self.runtime, self.limits, self.core)
        try:
            self.checked(sandbox.load(self.source, self.functions))
            if warmed_up and LANGUAGES[self.language].speed_class != INTERPRETED:
                self.checked(sandbox.warm_up())
        except BaseException:
            sandbox.close()
            raise
        return sandbox

    @contextmanager
    def loaded(self) -> Iterator[Sandbox]:
        """As ``open``, for a source that was built before: not loading any more is a run-time error."""
        try:
            sandbox = self.open()
        except Failed as failed:
            raise Failed("RTE", failed.text) if failed.verdict == "CE" else failed from None
        try:
            yield sandbox
        finally:
            sandbox.close()

    def call(self, sandbox: Sandbox, function: str, data: bytes, cpu: float, output: int) -> Outcome:
        """One call within ``cpu`` seconds and ``output`` bytes, which native code is told: it fills space that
        was made for it. Raises Failed."""
        self._check_patience()
        size = () if self.size is None else (self.size,)
        room = (output,) if is_native(self.language) else ()
        return self.checked(sandbox.call(function, data, *size, *room, cpu=cpu, output=output))

    def defines(self, function: str) -> bool:
        """Whether the source, which loads, defines one function more. Raises Failed for anything else."""
        try:
            replace(self, functions=(*self.functions, function)).open(warmed_up=False).close()
        except Failed as failed:
            if failed.verdict != Status.COMPILE.value:
                raise
            return False
        return True

    def value(self, sandbox: Sandbox, function: str, arguments: Sequence[Argument], cpu: float) -> Outcome:
        """As ``call``, for a function that returns a value: its JSON, at most 1 MiB, yet unread. Raises Failed."""
        self._check_patience()
        return self.checked(sandbox.call_value(function, *arguments, cpu=cpu, output=MOST_VALUE_BYTES))

    def checked(self, outcome: Outcome) -> Outcome:
        """The outcome, counted. Raises Failed, or JudgeError where the judge itself is at fault."""
        self.spent.add(outcome.cpu, outcome.wall)
        if outcome.status is Status.FAULT:
            raise JudgeError(f"the sandbox failed: {outcome.text or 'no reason given'}")
        if not outcome.ok and self.trusted:
            raise JudgeError(f"the reference failed: {outcome.status.value} {outcome.text}")
        if not outcome.ok:
            raise Failed(outcome.status.value, outcome.text)
        return outcome

    def _check_patience(self) -> None:
        if self.spent.wall > self.most_wall:
            raise Failed("TLE", f"not run: all calls before took {self.spent.wall:.0f} s together")
