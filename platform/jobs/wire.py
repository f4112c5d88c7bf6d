"""Messages from the judge, read as what they are: bytes of a process that runs strangers' code.

Only known types and shapes get through, with bounded size, depth and numbers, and no character that a
database refuses.
"""

from __future__ import annotations

import math
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SCHEMA = 1
MAX_DEPTH = 12
MAX_VALUES = 100_000
MAX_CHARACTERS = 4_000_000
MAX_NUMBER = 1 << 53
MAX_WORD = 64
MAX_WHY = 2_000
_ENVELOPE = {"schema", "job", "attempt", "type"}
# PostgreSQL keeps neither in JSON; both are shown as what they are.
_REFUSED = {0: "\u2400"} | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


class BadMessage(ValueError):
    """A message that no judge of this version sends; the text says what is wrong with it."""


@dataclass(frozen=True)
class Message:
    """``body``: a stage's fields, one data set's figures, a report, ``why`` of a fault, or the ``input``
    of a failing_input: a mapping, or None where the judge found none."""

    job: uuid.UUID
    attempt: int
    type: str
    body: dict[str, Any]


def parse(raw: object) -> Message:
    """Raises BadMessage."""
    if not isinstance(raw, Mapping) or raw.get("schema") != SCHEMA:
        raise BadMessage(f"expected a message of schema {SCHEMA}")
    kind = raw.get("type")
    if not isinstance(kind, str) or kind not in _BODIES:
        raise BadMessage(f"unknown type {str(kind)[:MAX_WORD]!r}; known: {', '.join(_BODIES)}")
    rest = {key: value for key, value in raw.items() if key not in _ENVELOPE}
    return Message(
        _job(raw), _whole(raw.get("attempt"), "attempt"), kind, _BODIES[kind](_Cleaner().clean(rest))
    )


def _job(raw: Mapping[Any, Any]) -> uuid.UUID:
    try:
        return uuid.UUID(str(raw.get("job")))
    except ValueError:
        raise BadMessage("job is not a UUID") from None


def _stage(rest: dict[str, Any]) -> dict[str, Any]:
    return {
        "stage": _word(rest.get("stage"), "stage"),
        "family": _word(rest.get("family") or "", "family") or None,
        "done": None if rest.get("done") is None else _whole(rest["done"], "done"),
        "total": None if rest.get("total") is None else _whole(rest["total"], "total"),
    }


def _figures(rest: dict[str, Any]) -> dict[str, Any]:
    figures = _mapping(rest, "figures")
    for name in ("family", "split"):
        _word(figures.get(name), name)
    return figures


def _report(rest: dict[str, Any]) -> dict[str, Any]:
    return _mapping(rest, "report")


def _fault(rest: dict[str, Any]) -> dict[str, Any]:
    return {"why": str(rest.get("why") or "")[:MAX_WHY]}


def _failing_input(rest: dict[str, Any]) -> dict[str, Any]:
    return {"input": None if rest.get("input") is None else _mapping(rest, "input")}


_BODIES = {
    "stage": _stage,
    "data_set": _figures,
    "report": _report,
    "fault": _fault,
    "failing_input": _failing_input,
}


def _mapping(rest: dict[str, Any], name: str) -> dict[str, Any]:
    value = rest.get(name)
    if not isinstance(value, dict):
        raise BadMessage(f"{name} is not a mapping")
    return value


def _word(value: object, name: str) -> str:
    if not isinstance(value, str) or len(value) > MAX_WORD:
        raise BadMessage(f"{name} is not a text of at most {MAX_WORD} characters")
    return value


def _whole(value: object, name: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MAX_NUMBER:
        raise BadMessage(f"{name} is not a whole number from 0 to {MAX_NUMBER}")
    return value


class _Cleaner:
    """Copies a value and counts what it copies."""

    def __init__(self) -> None:
        self.values = 0
        self.characters = 0

    def clean(self, value: object, depth: int = 0) -> Any:
        self.values += 1
        if depth > MAX_DEPTH or self.values > MAX_VALUES:
            raise BadMessage(f"deeper than {MAX_DEPTH} levels or more than {MAX_VALUES:,} values")
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, Mapping):
            return {self._key(key): self.clean(item, depth + 1) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [self.clean(item, depth + 1) for item in value]
        return _scalar(value)

    def _key(self, key: object) -> str:
        if not isinstance(key, str):
            raise BadMessage("a key is not text")
        return self._text(key)

    def _text(self, text: str) -> str:
        self.characters += len(text)
        if self.characters > MAX_CHARACTERS:
            raise BadMessage(f"more than {MAX_CHARACTERS:,} characters")
        return text.translate(_REFUSED)


def _scalar(value: object) -> object:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int) and abs(value) <= MAX_NUMBER:
        return value
    if isinstance(value, float) and math.isfinite(value):
        return value
    raise BadMessage(f"a value of type {type(value).__name__} that JSON cannot carry, or out of range")
