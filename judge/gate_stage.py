"""The gate over all families: timed ones in turn on the measuring core, the others beside them.

What is not timed runs on the cores that are free, so it costs no time where there is more than one.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace

from judge.codec import Codec, Failed
from judge.core import other_cores
from judge.gate import Passed, pass_alone, pass_beside
from judge.row import Row
from judge.scoring import ENDING
from judge.spent import Spent

MOST_BESIDE = 4
Check = Callable[[], Passed | None]


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
        scored = [row for row in self.rows if row.is_timed]
        others = [row for row in self.rows if not row.is_timed]
        # Each has a generator of its own, so that the seed gives the same draws beside and in turn.
        draws = [random.Random(self.draw.getrandbits(64)) for _ in others]  # noqa: S311
        cores = other_cores()[:MOST_BESIDE]
        if cores:
            self._beside_each_other(scored, list(zip(others, draws, strict=True)), cores)
            return
        for row in scored:
            self._in_turn(row, self._paired(row))
        for row, draw in zip(others, draws, strict=True):
            self._in_turn(row, self._alone(row, self.candidate, draw))

    def _beside_each_other(
        self, scored: Sequence[Row], others: Sequence[tuple[Row, random.Random]], cores: Sequence[int]
    ) -> None:
        stop = threading.Event()
        with ThreadPoolExecutor(len(cores), thread_name_prefix="gate") as threads:
            futures = {}
            for at, (row, draw) in enumerate(others):
                check = self._alone(row, self._codec_on(cores[at % len(cores)]), draw, stop)
                futures[threads.submit(_judge, row, check)] = row
            try:
                for row in scored:
                    self._in_turn(row, self._paired(row))
                    _raise_first(futures)
                for future in as_completed(futures):
                    future.result()
                    self.ends(futures[future])
            finally:
                stop.set()

    def _in_turn(self, row: Row, check: Check) -> None:
        self.begins(row)
        _judge(row, check)
        self.ends(row)

    def _paired(self, row: Row) -> Check:
        limits = row.limits[0]
        return lambda: pass_beside(self.candidate, row.cases[0], self.reference, limits, self.draw)

    def _alone(
        self, row: Row, codec: Codec, draw: random.Random, stop: threading.Event | None = None
    ) -> Check:
        def goes_on() -> bool:
            return stop is None or not stop.is_set()

        return lambda: pass_alone(codec, row.cases, row.limits, draw, goes_on)

    def _codec_on(self, core: int) -> Codec:
        """The candidate with an account of its own: two threads must not add to one."""
        spent = Spent()
        self.spent.append(spent)
        return replace(self.candidate, core=core, spent=spent)


def _judge(row: Row, check: Check) -> None:
    try:
        row.passed = check()
        row.verdict = "AC" if row.passed else ""
    except Failed as failed:
        row.verdict, row.failed = failed.verdict, failed
        if failed.verdict in ENDING:
            raise


def _raise_first(futures: Iterable[Future[None]]) -> None:
    for future in futures:
        if future.done():
            future.result()
