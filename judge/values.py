"""Values other than bytes that a submission returns: strict JSON, read as data and never as a verdict.

What came from inside is bounded before a parser sees it: a parser's own limits are those of its stack.

Source: RFC 8259. Stricter here: no name twice, no number that is not finite, no half of a surrogate pair.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

Value = None | bool | int | float | str | list["Value"] | dict[str, "Value"]

# Matches wherever a string begins, also one without an end: else each quote in it would be tried again.
_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
_SEPARATORS = (b",", b"[", b"{")
_LARGEST_WHOLE = 2**63


class BadValue(ValueError):
    """Not a value as it must be; the text says what was expected and what came."""


@dataclass(frozen=True)
class Bounds:
    """``size`` of the text in bytes; ``depth`` of lists and objects in each other; ``items`` of all lists
    and objects together."""

    size: int = 1 << 20
    depth: int = 32
    items: int = 100_000


def parse_value(data: bytes, bounds: Bounds = Bounds()) -> Value:  # noqa: B008  # Frozen.
    """The value that ``data`` says in JSON: None, bool, int of 64 bits, float, str, list, dict. Raises
    BadValue."""
    if len(data) > bounds.size:
        raise BadValue(f"expected at most {bounds.size:,} bytes of JSON, got {len(data):,}")
    _check_shape(_STRING.sub(b"", data), bounds)
    try:
        value: Value = json.loads(
            data.decode(),
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_int=_whole,
            parse_float=_finite,
        )
    except UnicodeDecodeError as error:
        raise BadValue(f"expected UTF-8, got byte {data[error.start]:#04x} at {error.start}") from None
    except json.JSONDecodeError as error:
        raise BadValue(f"expected JSON, got something else at {error.pos}: {error.msg}") from None
    _check_strings(value)
    return value


def _check_shape(outside_strings: bytes, bounds: Bounds) -> None:
    """Depth and number of items from the brackets and commas alone."""
    depth = 0
    for byte in re.findall(rb"[][{}]", outside_strings):
        depth += 1 if byte in b"[{" else -1
        if depth > bounds.depth:
            raise BadValue(f"expected at most {bounds.depth} levels of lists and objects, got more")
    items = sum(map(outside_strings.count, _SEPARATORS))
    if items > bounds.items:
        raise BadValue(f"expected at most {bounds.items:,} items, got {items:,}")


def _object(pairs: Sequence[tuple[str, Value]]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for name, value in pairs:
        if name in found:
            raise BadValue(f"expected each name once in an object, got {name[:40]!a} twice")
        found[name] = value
    return found


def _constant(word: str) -> NoReturn:
    raise BadValue(f"expected finite numbers, got {word}")


def _whole(digits: str) -> int:
    if len(digits) > 20 or not -_LARGEST_WHOLE <= int(digits) < _LARGEST_WHOLE:
        raise BadValue(f"expected whole numbers of at most 64 bits, got {digits[:24]}")
    return int(digits)


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise BadValue(f"expected finite numbers, got {digits[:24]}")
    return number


def _check_strings(value: Value) -> None:
    if isinstance(value, str):
        if any("\ud800" <= letter <= "\udfff" for letter in value):
            raise BadValue("expected text, got half of a surrogate pair")
    elif isinstance(value, list):
        for item in value:
            _check_strings(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            _check_strings(name)
            _check_strings(item)
