"""Only messages of the known shape and a bounded size get through."""

import math
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.wire import MAX_CHARACTERS, BadMessage, Message, parse

JOB = "00000000-0000-4000-8000-000000000000"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def message(kind: str = "report", **body: Any) -> dict[str, Any]:
    return {"schema": 1, "job": JOB, "attempt": 1, "type": kind, **body}


def nested(depth: int) -> Any:
    return {"deeper": nested(depth - 1)} if depth else 1


def test_a_report_comes_through_as_it_is() -> None:
    assert parse(message(report={"score": 1.5, "data": [None, True]})).body == {
        "score": 1.5,
        "data": [None, True],
    }


@pytest.mark.parametrize("found", [None, {"input_hex": "00", "more": [1]}])
def test_a_failing_input_is_a_mapping_or_nothing(found: Any) -> None:
    assert parse(message("failing_input", input=found, more="x")).body == {"input": found}
    with pytest.raises(BadMessage):
        parse(message("failing_input", input=[1]))


def test_a_stage_keeps_only_its_four_fields() -> None:
    body = parse(message("stage", stage="gate", family="words", done=1, total=9, more="x")).body
    assert body == {"stage": "gate", "family": "words", "done": 1, "total": 9}


def test_a_nul_that_no_database_keeps_becomes_its_picture() -> None:
    assert parse(message(report={"stdout": "a\0b\ud800"})).body == {"stdout": "a\u2400b\ufffd"}


@pytest.mark.parametrize(
    "broken",
    [
        None,
        [],
        message() | {"schema": 2},
        message("verdict"),
        message(report={}) | {"job": "../../etc/passwd"},
        message(report={}) | {"attempt": True},
        message(report={}) | {"attempt": -1},
        message(report="AC"),
        message(report={"score": math.nan}),
        message(report={"score": 10**400}),
        message(report={"bytes": b"x"}),
        message(report={"text": "x" * (MAX_CHARACTERS + 1)}),
        message(report={"many": [0] * 200_000}),
        message(report=nested(40)),
        message("data_set", figures={"family": "words"}),
        message("stage", stage="x" * 100),
        message("stage", stage="gate", done=-1),
    ],
)
def test_anything_else_is_refused(broken: Any) -> None:
    with pytest.raises(BadMessage):
        parse(broken)


@given(JSON, JSON)
def test_whatever_comes_is_a_message_or_refused(attempt: Any, body: Any) -> None:
    raw = {"schema": 1, "job": JOB, "attempt": attempt, "type": "report", "report": body}
    with suppress(BadMessage):
        assert isinstance(parse(raw), Message)
