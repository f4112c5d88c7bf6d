"""Judges that are alive: each renews a key in Redis that ends by itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from redis.exceptions import RedisError

from jobs.connection import connection

KEYS = "lossless:judge:"


@dataclass(frozen=True)
class Spoken:
    """What one judge's self-test found out about one language: ``version`` and ``command`` of its tools,
    ``why`` when its judgings would not be right there."""

    name: str
    is_fit: bool
    version: str
    command: str
    why: str


@dataclass(frozen=True)
class Judge:
    """``languages``: those whose self-test passed; ``tested``: all that were looked at; ``trying``: those that
    are being looked at, or will be next."""

    name: str
    queues: tuple[str, ...]
    languages: tuple[str, ...]
    runtimes: tuple[str, ...]
    sandbox: str
    processor: str
    selftest_note: str
    is_fit: bool
    busy: str | None
    since: datetime | None
    tested: tuple[Spoken, ...] = ()
    trying: tuple[str, ...] = ()

    @property
    def spoken(self) -> tuple[Spoken, ...]:
        """Each language, tested or only named: those that may be judged here, then those that may not."""
        told = {each.name for each in self.tested}
        named = tuple(Spoken(name, True, "", "", "") for name in self.languages if name not in told)
        return tuple(sorted((*self.tested, *named), key=lambda each: not each.is_fit))


def live_judges() -> list[Judge]:
    """By name. Raises RedisError when Redis cannot be asked."""
    keys = sorted(connection().scan_iter(f"{KEYS}*", count=500))
    values = cast("list[bytes | None]", connection().mget(keys)) if keys else []
    found = (read_judge(key, value) for key, value in zip(keys, values, strict=True) if value)
    return [judge for judge in found if judge]


def is_judge_running() -> bool:
    """Whether at least one judge would take up work."""
    try:
        return any(judge.is_fit for judge in live_judges())
    except RedisError:
        return False


def are_all_busy(queue: str) -> bool:
    """Whether every judge that reads a queue is at work; also at work for another queue that it reads."""
    try:
        reading = [judge for judge in live_judges() if judge.is_fit and queue in judge.queues]
    except RedisError:
        return False
    return bool(reading) and all(judge.busy for judge in reading)


def spoken_languages() -> frozenset[str] | None:
    """Languages that some judge which takes work has passed the self-test for; none where no judge runs.

    None when Redis cannot be asked: then nothing is known, and a job may well find its judge later.
    """
    try:
        return frozenset(language for judge in live_judges() if judge.is_fit for language in judge.languages)
    except RedisError:
        return None


def read_judge(key: bytes, value: bytes) -> Judge | None:
    """What a key in Redis says; None where no judge wrote it."""
    try:
        said = json.loads(value)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, Mapping):
        return None
    return Judge(
        name=str(said.get("name") or key.decode().removeprefix(KEYS)),
        queues=_words(said.get("queues")),
        languages=_words(said.get("languages")),
        tested=_tested(said.get("language_report")),
        trying=_words(said.get("trying")),
        runtimes=_words(said.get("runtimes")),
        sandbox=str(said.get("sandbox") or ""),
        processor=str(said.get("processor") or ""),
        selftest_note=_selftest(said.get("selftest")),
        is_fit=_is_fit(said.get("selftest")),
        busy=None if said.get("busy") is None else str(said["busy"]),
        since=_time(said.get("since")),
    )


def _words(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(str(each) for each in value) if isinstance(value, list | tuple | Mapping) else ()


def _tested(value: Any) -> tuple[Spoken, ...]:
    """One of ``{"name", "ok", "version", "command", "why"}`` for each language."""
    rows = value if isinstance(value, list) else ()
    return tuple(
        Spoken(
            name=str(row.get("name") or ""),
            is_fit=row.get("ok") is True,
            version=str(row.get("version") or ""),
            command=str(row.get("command") or ""),
            why=str(row.get("why") or ""),
        )
        for row in rows
        if isinstance(row, Mapping)
    )


def _selftest(value: Any) -> str:
    return str(value.get("message") or "") if isinstance(value, Mapping) else str(value or "")


def _is_fit(value: Any) -> bool:
    return (
        value.get("ok") is True if isinstance(value, Mapping) else value is True or value in ("ok", "passed")
    )


def _time(value: Any) -> datetime | None:
    try:
        if isinstance(value, int | float):
            return datetime.fromtimestamp(value, UTC)
        return datetime.fromisoformat(value) if isinstance(value, str) else None
    except (ValueError, OverflowError, OSError):
        return None
