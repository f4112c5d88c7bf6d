"""How a parser of strangers' bytes is fuzzed: many inputs, few ways to answer, bounded time and memory.

A target's ``check`` gets one input, asserts what must hold, and says whether the parser took it or refused
it in the documented way; every other exception is a finding. Most inputs are valid ones with a few changes,
so that the code behind the first test of form is reached: each target states how many of a hundred inputs
have to be taken, and refused, at the least.
"""

from __future__ import annotations

import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy

MIB = 1024 * 1024
# No parser may take more CPU time or memory for one input, whatever stands in it; a hang ends here, a bomb
# there. CPU time, because a busy machine is no fault of the parser.
MOST_SECONDS = 20
MOST_BYTES = 384 * MIB
# Hypothesis remembers all inputs of a run, so that none comes twice: a long run is cut into rounds.
ROUND = 5_000


@dataclass
class Target:
    """``share``: of a run's inputs, 1 as usual; less for a slow parser. ``taken`` and ``refused``: at
    least so many of a hundred inputs."""

    name: str
    inputs: SearchStrategy[Any]
    check: Callable[[Any], bool]
    share: float = 1.0
    taken: int = 10
    refused: int = 10
    counts: dict[bool, int] = field(default_factory=lambda: {True: 0, False: 0})

    def fuzz(self, inputs: int, *, repeatable: bool) -> None:
        """Put ``inputs`` inputs to it; the same ones each time if ``repeatable``."""
        for start in range(0, inputs, ROUND):
            self._round(min(ROUND, inputs - start), repeatable)
        self._assert_depth()

    def _round(self, inputs: int, repeatable: bool) -> None:
        @settings(
            max_examples=inputs,
            derandomize=repeatable,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(self.inputs)
        def put(value: Any) -> None:
            with bounded():
                taken = self.check(value)
            self.counts[taken] += 1

        put()

    def _assert_depth(self) -> None:
        total = sum(self.counts.values())
        assert self.counts[True] * 100 >= self.taken * total, f"too few inputs are taken: {self.counts}"
        assert self.counts[False] * 100 >= self.refused * total, f"too few are refused: {self.counts}"


@contextmanager
def bounded() -> Iterator[None]:
    """A parser that hangs is interrupted; one that takes too much memory gets none."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    before = signal.signal(signal.SIGPROF, _hangs)
    resource.setrlimit(resource.RLIMIT_AS, (_address_space() + MOST_BYTES, hard))
    signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
        signal.signal(signal.SIGPROF, before)


def _hangs(*_arguments: object) -> None:
    raise AssertionError(f"it was still at work after {MOST_SECONDS} s of CPU time")


def _address_space() -> int:
    """Bytes of addresses this process has now."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[0]) * resource.getpagesize()
