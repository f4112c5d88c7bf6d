"""Whether anything would be judged now, and if not, why: asked at most every few seconds."""

from collections.abc import Callable
from time import monotonic

from django.utils.translation import gettext as _
from redis.exceptions import RedisError

from home.no_sandbox import sentence
from jobs.judges import live_judges
from judge.sandbox.availability import availability

RUNNING, NO_QUEUE, UNFIT, NO_SANDBOX, ABSENT = "running", "no queue", "unfit", "no sandbox", "absent"
ASKED_EVERY_SECONDS = 5.0


def look() -> str:
    """Ask Redis who lives, and only if nobody does, whether a judge could run here at all."""
    try:
        judges = live_judges()
    except RedisError:
        return NO_QUEUE
    if any(judge.is_fit for judge in judges):
        return RUNNING
    if judges:
        return UNFIT
    return ABSENT if availability().ok else NO_SANDBOX


class Remembered:
    """An answer kept in this process for a while: a page costs no call, and a lost Redis costs one."""

    def __init__(
        self, ask: Callable[[], str], seconds: float, clock: Callable[[], float] = monotonic
    ) -> None:
        self._ask, self._seconds, self._clock = ask, seconds, clock
        self._answer, self._until = "", float("-inf")

    def __call__(self) -> str:
        if self._clock() >= self._until:
            self._answer = self._ask()
            self._until = self._clock() + self._seconds
        return self._answer


judge_state = Remembered(look, ASKED_EVERY_SECONDS)


def trouble(state: str) -> str:
    """The state as a sentence for everybody; empty while a judge runs."""
    if state == NO_SANDBOX:
        return sentence(availability())
    return {
        RUNNING: "",
        NO_QUEUE: _("The queue cannot be reached. What you submit is kept and judged when it is back."),
        UNFIT: _("It is up but refuses work, because its self-test failed; the judge's log says which part."),
        ABSENT: _("It is starting or was stopped. What you submit is kept and judged when it is back."),
    }[state]
