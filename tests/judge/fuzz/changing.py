"""Valid inputs with a few changes, in bytes and in JSON."""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator, Sequence
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

# Values on which parsers stumble: limits of integers, floats that JSON has no word for, text that databases
# and terminals refuse, containers in place of words.
ODD_NUMBERS = (0, -1, 1, 2**31, 2**53, 2**53 + 1, 2**64, -(2**63), 10**400)
ODD_FLOATS = (0.0, -0.0, 5e-324, 1e308, math.inf, -math.inf, math.nan)
ODD_TEXTS = ("", "\0", "\ud800", "\u202e", "../x", "x" * 70, "1e999", "nan", "2026-13-01", "\r\n", "{}", "AC")
SCALARS = (
    st.none()
    | st.booleans()
    | st.sampled_from(ODD_NUMBERS)
    | st.sampled_from(ODD_FLOATS)
    | st.sampled_from(ODD_TEXTS)
    | st.text(max_size=8)
    | st.integers()
)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
NUMBERS_OF_BYTES = (
    b"\0",
    b"\xff",
    b"\x7f\xff\xff\xff",
    b"\xff\xff\xff\xff",
    b"\xff" * 8,
    b"\0" * 8,
    b"\x80\0",
)


@st.composite
def changed_bytes(
    draw: DrawFn, seeds: SearchStrategy[bytes], pieces: Sequence[bytes] = NUMBERS_OF_BYTES, most: int = 3
) -> bytes:
    """A seed with up to ``most`` places replaced, put in, taken out, said twice or cut off."""
    data = draw(seeds)
    for _ in range(draw(st.integers(0, most))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.sampled_from((0, 1, 2, 4, 8, 40, 400))))
        way = draw(st.sampled_from(("replace", "put", "remove", "double", "cut")))
        new = draw(st.sampled_from(pieces) | st.binary(max_size=6)) if way in {"replace", "put"} else b""
        data = _edited(data, start, end, way, new)
    return data


def _edited(data: bytes, start: int, end: int, way: str, new: bytes) -> bytes:
    if way == "cut":
        return data[:start]
    if way == "double":
        return data[:end] + data[start:]
    if way == "put":
        end = start
    elif way == "replace":
        end = min(len(data), start + len(new))
    return data[:start] + new + data[end:]


def changed_json(
    seeds: Sequence[Any], values: SearchStrategy[Any] = JSON, most: int = 2
) -> SearchStrategy[Any]:
    """One of ``seeds`` with up to ``most`` of its values replaced, taken away or named otherwise."""
    return st.builds(_with_changes, st.sampled_from(seeds), st.lists(_changes(values), max_size=most))


def _changes(values: SearchStrategy[Any]) -> SearchStrategy[tuple[float, str, Any]]:
    ways = st.sampled_from(("replace", "replace", "remove", "add"))
    return st.tuples(st.floats(0, 1, exclude_max=True), ways, values)


def _with_changes(seed: Any, changes: Sequence[tuple[float, str, Any]]) -> Any:
    value = {"": copy.deepcopy(seed)}
    for where, way, new in changes:
        places = list(_places(value))
        holder, key = places[int(where * len(places))]
        if way == "remove" and holder is not value:
            del holder[key]
        elif way == "add" and isinstance(holder[key], dict):
            holder[key][str(new)[:8]] = new
        elif way == "add" and isinstance(holder[key], list):
            holder[key].append(new)
        else:
            holder[key] = new
    return value[""]


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every container and key at which something stands."""
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield value, key
        yield from _places(value[key])
