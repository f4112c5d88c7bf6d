"""Names of the queues: a job in a language that not every judge speaks waits in a queue of its own.

So a judge takes only what it can do, no job is handed back, and the order among the queues (trials and
interviews before practice) holds within each language.
"""

from __future__ import annotations

from collections.abc import Iterable

from judge.languages import LANGUAGES

# Every judge speaks it: the sandbox itself runs on it.
COMMON = "python3"
PACKAGES = "packages"


def queue_for(base: str, language: str) -> str:
    """The queue of a kind of work for one language."""
    return base if language == COMMON else f"{base}.{language}"


def is_for_packages(queue: str) -> bool:
    """Whether it holds work on packages, in whatever language: data, references, peers, checks."""
    return queue.partition(".")[0] == PACKAGES


def queues_for(bases: Iterable[str], languages: Iterable[str]) -> tuple[str, ...]:
    """All queues that a judge of these languages reads, in the order of ``bases``."""
    spoken = (COMMON, *(language for language in languages if language != COMMON))
    return tuple(queue_for(base, language) for base in bases for language in spoken)


def all_queues(bases: Iterable[str]) -> tuple[str, ...]:
    """Every queue in which a job may lie."""
    return queues_for(bases, LANGUAGES)
