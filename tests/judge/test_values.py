"""Strict JSON: what is taken, what is refused, and that the refusal says what was expected."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as some

from judge.values import BadValue, Bounds, parse_value

LEAVES = some.none() | some.booleans() | some.integers(-(2**63), 2**63 - 1) | some.text()
VALUES = some.recursive(
    LEAVES | some.floats(allow_nan=False, allow_infinity=False),
    lambda inner: some.lists(inner) | some.dictionaries(some.text(), inner),
    max_leaves=20,
)


@given(VALUES)
def test_a_value_comes_back_as_it_was(value: object) -> None:
    assert parse_value(json.dumps(value).encode(), Bounds(depth=100)) == value


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (b"", "expected JSON"),
        (b"[1, 2", "expected JSON"),
        (b"1 2", "expected JSON"),
        (b"NaN", "finite numbers, got NaN"),
        (b"[-Infinity]", "finite numbers, got -Infinity"),
        (b"1e999", "finite numbers, got 1e999"),
        (b"9223372036854775808", "at most 64 bits"),
        (b"1" * 5000, "at most 64 bits"),
        (b'{"a": 1, "a": 2}', "each name once in an object, got 'a' twice"),
        (b"\xff", "expected UTF-8, got byte 0xff at 0"),
        (b'"\\ud800"', "half of a surrogate pair"),
        (b'{"\\udfff": 1}', "half of a surrogate pair"),
        (b"[" * 33 + b"]" * 33, "at most 32 levels"),
        (b'{"a":' * 100_000, "at most 32 levels"),
        (b"[" + b"0," * 100_000 + b"0]", "at most 100,000 items"),
        (b" " * (1 << 20) + b"1", "at most 1,048,576 bytes"),
        (b'"' + b'\\"' * 300_000, "expected JSON"),
    ],
)
def test_what_is_no_such_value_is_refused(text: bytes, complaint: str) -> None:
    with pytest.raises(BadValue, match=complaint):
        parse_value(text)


def test_brackets_and_commas_in_text_count_for_nothing() -> None:
    assert parse_value(b'"[[[,,,\\"]{"', Bounds(depth=0, items=0)) == '[[[,,,"]{'


@given(some.binary())
def test_any_bytes_are_a_value_or_refused(data: bytes) -> None:
    with suppress(BadValue):
        json.dumps(parse_value(data), allow_nan=False).encode()
