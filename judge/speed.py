"""The speed stage: pairs until the score is known well enough, on slices that were found honest.

Each scored family starts with slices. Where they do not stand for the whole inputs, or a call takes
over a second, whole inputs are measured instead, candidate and reference in turns A B B A.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from judge.checker import NotDecoded
from judge.codec import Codec, Failed
from judge.gate import whole_pair
from judge.honesty import gains_on_slices, ratio_is_honest, speed_is_honest
from judge.measured import Measured
from judge.package.model import Weights
from judge.scoring import ENDING
from judge.slices import Slices, slice_size, whole_frames
from judge.twins import Track, Twins

WARM_UP = 3
FIRST_LOOK = 6
PAIRS_A_LOOK = 3
# As many as whole inputs would need anyway, so that doubting slices wastes nothing.
WHOLE_PAIRS_BEFORE_DOUBT = FIRST_LOOK
SCORE_HALF_WIDTH = 0.5


@dataclass(frozen=True)
class Plan:
    """How much is measured. ``cpu_seconds`` caps timed calls, reference included. Without ``doubts`` slices are
    taken to be honest: only where no score is asked for."""

    cpu_seconds: float
    slice_bytes: int
    warm_up: int = WARM_UP
    first_look: int = FIRST_LOOK
    only_first_look: bool = False
    doubts: bool = True


@dataclass
class SpeedStage:
    """Measures the families that passed the gate. ``tell`` hears of each family's progress; ``is_enough``: asked
    with the half-width of the score's interval whether it is known well enough."""

    candidate: Codec
    reference: Codec
    families: list[Measured]
    weights: Weights
    scored: int
    plan: Plan
    draw: random.Random
    tell: Callable[[Measured, int, int], None] = lambda family, done, total: None
    is_enough: Callable[[float], bool] = lambda half_width: half_width <= SCORE_HALF_WIDTH
    started_cpu: float = field(init=False, default=0.0)
    twins: Twins = field(init=False)

    def run(self) -> None:
        """Raises Failed for WA and SV, which end the judging; other failures fail their family."""
        if not self.families:
            return
        self.started_cpu = self.spent_cpu
        for family in self.families:
            self._choose_slices(family)
        with Twins(self.candidate, self.reference, self.draw) as self.twins:
            self._first_look()
            if self.plan.doubts:
                self._doubt_all()
            while not self.plan.only_first_look and not self.is_precise and not self.is_spent:
                self._look_again()
            self._finish()

    @property
    def half_width(self) -> float:
        """Half-width of the problem score's 95 % interval, in points."""
        widths = [family.score_half_width(self.weights) for family in self.families]
        return 100 * math.hypot(*widths) / self.scored if widths else 0.0

    @property
    def is_precise(self) -> bool:
        enough = all(f.failed or f.pairs >= self.plan.first_look for f in self.families)
        return enough and self.is_enough(self.half_width)

    @property
    def spent_cpu(self) -> float:
        return self.candidate.spent.cpu + self.reference.spent.cpu

    @property
    def is_spent(self) -> bool:
        return self.spent_cpu - self.started_cpu >= self.plan.cpu_seconds

    def _choose_slices(self, family: Measured) -> None:
        first = family.whole[0].candidate
        slower = max(first.compress_cpu, first.decompress_cpu)
        size = slice_size(len(family.data), self.plan.slice_bytes, slower)
        if size is not None:
            # Generators of its own: how many pairs other families need depends on the clock.
            cuts, orders = self._generator(), self._generator()
            header, frame = family.header_bytes, family.frame_bytes
            slices = Slices(family.data, whole_frames(size, header, frame), cuts, header, frame)
            family.track = Track(slices, family.limits, orders)

    def _generator(self) -> random.Random:
        return random.Random(self.draw.getrandbits(64))  # noqa: S311

    def _first_look(self) -> None:
        """Turn by turn over the families, so that a cap that bites bites all of them alike."""
        rounds = self.plan.warm_up + self.plan.first_look
        for done in range(rounds):
            for family in self.families:
                if family.track and done == self.plan.warm_up:
                    family.track.drop_warm_up()
                if self._wants_pair(family, is_warm_up=done < self.plan.warm_up):
                    self._add_pair(family)
                self.tell(family, done + 1, rounds)

    def _wants_pair(self, family: Measured, *, is_warm_up: bool) -> bool:
        if family.track is None:
            # The gate gave the first pair, and fresh sandboxes have nothing to warm up.
            return not is_warm_up and family.pairs < self.plan.first_look and not self.is_spent
        return not self.is_spent or family.pairs == 0

    def _look_again(self) -> None:
        """More pairs where they narrow the problem score most."""
        families = [family for family in self.families if not family.failed]
        widest = max(families, key=self._need)
        for _ in range(PAIRS_A_LOOK):
            self._add_pair(widest)
        self._doubt(widest)
        self._doubt_together()
        self.tell(widest, widest.pairs, 0)

    def _need(self, family: Measured) -> float:
        if family.pairs < self.plan.first_look:
            return math.inf
        return family.score_half_width(self.weights)

    def _add_pair(self, family: Measured) -> None:
        if family.failed:
            return
        if family.track is None:
            self._add_whole(family)
            return
        try:
            self.twins.add_pair(family.track)
        except NotDecoded as failed:
            self._fail_late(failed)
        except Failed as failed:
            self._fail(family, failed)

    def _add_whole(self, family: Measured) -> None:
        try:
            self._add_whole_pair(family)
        except Failed as failed:
            self._fail(family, failed)

    def _add_whole_pair(self, family: Measured) -> None:
        # A B, B A, A B, B A …: the order of the next pair follows from the number of pairs.
        candidate_first = len(family.whole) % 2 == 0
        family.whole.append(
            whole_pair(
                self.candidate,
                self.reference,
                family.data,
                family.limits,
                candidate_first=candidate_first,
            )
        )

    def _fail_late(self, failed: NotDecoded) -> None:
        """A blob was timed well and is not decoded elsewhere. Nothing but WA and SV counts against a family
        of which whole inputs alone count by now."""
        family = next((family for family in self.families if family.track is failed.owner), None)
        if family:
            self._fail(family, failed)
        elif failed.verdict in ENDING:
            raise failed
        else:
            self.twins.reopen_candidate()

    def _fail(self, family: Measured, failed: Failed) -> None:
        family.failed, family.why = failed.verdict, failed
        if failed.verdict in ENDING:
            raise failed
        self.twins.reopen_candidate()

    def _doubt_all(self) -> None:
        for family in self.families:
            self._doubt(family)
        self._doubt_together()

    def _doubt(self, family: Measured) -> None:
        """Leave slices that do not stand for the whole inputs."""
        if family.track is None or family.failed or not family.pairs:
            return
        if not ratio_is_honest(family):
            family.track = None
            return
        while not speed_is_honest(family):
            if len(family.whole) >= WHOLE_PAIRS_BEFORE_DOUBT or self.is_spent:
                family.track = None
                return
            self._add_whole(family)
            if family.failed:
                return

    def _doubt_together(self) -> None:
        """Leave slices altogether where the code is faster on them than on whole inputs."""
        while gains_on_slices(on_slices := [family for family in self.families if family.is_on_slices]):
            unsure = [family for family in on_slices if len(family.whole) < WHOLE_PAIRS_BEFORE_DOUBT]
            if not unsure or self.is_spent:
                for family in on_slices:
                    family.track = None
                return
            for family in unsure:
                self._add_whole(family)

    def _finish(self) -> None:
        """Let the session pay and answer for what is left of it."""
        while True:
            try:
                self.twins.finish()
                return
            except NotDecoded as failed:
                self._fail_late(failed)
