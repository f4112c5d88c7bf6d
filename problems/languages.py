"""Which of a problem's programming languages can be judged now."""

from jobs.judges import spoken_languages
from judge.queues import COMMON


def judged_now(listed: tuple[str, ...]) -> tuple[str, ...]:
    """Those of a problem's languages that some judge speaks now, in the order of its package.

    Where no judge runs, what every judge speaks: work in it waits, and is done when one comes.
    """
    spoken = spoken_languages()
    if spoken is None:
        return listed
    return tuple(language for language in listed if language in (spoken or {COMMON})) or listed[:1]
