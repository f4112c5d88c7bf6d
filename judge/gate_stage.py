"""The gate over all families: scored ones in turn on the measuring core, the others beside them.

What is not timed runs on the cores that are free, so it costs no time where there is more than one.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace

from judge.codec import Codec, Failed
from judge.core import other_cores
from judge.gate import Passed, pass_alone, pass_beside
from judge.row import Row
from judge.spent import Spent

# These end a judging at once: the score is 0 whatever follows.
ENDING = ("WA", "SV")
MOST_BESIDE = 4


@dataclass
class GateStage:
    """Fills in verdicts and what passed. ``begins`` and ``ends`` hear of each family, in one thread;
    ``spent`` gets the accounts of what runs beside."""

    candidate: Codec
    reference: Codec
    rows: Sequence[Row]
    draw: random.Random
    begins: Callable[[Row], None]
    ends: Callable[[Row], None]
    spent: list[Spent]

    def run(self) -> None:
        """Raises Failed for what ends a judging; other failures fail their family."""
        scored = [row for row in self.rows if row.family.scored]
        others = [row for row in self.rows if not row.family.scored]
        cores = other_cores()[:MOST_BESIDE]
        if not cores:
            self._one_after_another(scored + others)
            return
        stop = threading.Event()
        with ThreadPoolExecutor(len(cores), thread_name_prefix="gate") as threads:
            beside = {threads.submit(work): row for row, work in self._beside(others, cores, stop)}
            try:
                self._one_after_another(scored, lambda: _raise_first(beside))
                for future in as_completed(beside):
                    future.result()
                    self.ends(beside[future])
            finally:
                stop.set()

    def _one_after_another(self, rows: Sequence[Row], between: Callable[[], None] = lambda: None) -> None:
        for row in rows:
            self.begins(row)
            _judge(row, self._check(row))
            self.ends(row)
            between()

    def _check(self, row: Row) -> Callable[[], Passed | None]:
        limits = row.baseline.limits
        if row.family.scored:
            return lambda: pass_beside(self.candidate, row.cases[0], self.reference, limits[0], self.draw)
        return lambda: pass_alone(self.candidate, row.cases, limits, self.draw)

    def _beside(
        self, rows: Sequence[Row], cores: Sequence[int], stop: threading.Event
    ) -> list[tuple[Row, Callable[[], None]]]:
        return [
            (row, self._work(row, self._codec_on(cores[at % len(cores)]), stop))
            for at, row in enumerate(rows)
        ]

    def _codec_on(self, core: int) -> Codec:
        """The candidate with an account of its own: two threads must not add to one."""
        spent = Spent()
        self.spent.append(spent)
        return replace(self.candidate, core=core, spent=spent)

    def _work(self, row: Row, codec: Codec, stop: threading.Event) -> Callable[[], None]:
        # A generator of its own, so that the other thread's draws stay those that the seed gives.
        draw = random.Random(self.draw.getrandbits(64))  # noqa: S311
        cases, limits = row.cases, row.baseline.limits
        return lambda: _judge(row, lambda: pass_alone(codec, cases, limits, draw, lambda: not stop.is_set()))


def _judge(row: Row, check: Callable[[], Passed | None]) -> None:
    try:
        row.passed = check()
        row.verdict = "AC" if row.passed else ""
    except Failed as failed:
        row.verdict = failed.verdict
        if failed.verdict in ENDING:
            raise


def _raise_first(futures: dict[Future[None], Row]) -> None:
    for future in futures:
        if future.done():
            future.result()
