"""Jobs on the wire."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge.errors import UsageError
from judge.job import KINDS, DataRef, Job

text = st.text(max_size=20)
references = st.builds(DataRef, text, text, text, st.integers(0, 10**9))
jobs = st.builds(
    Job,
    id=text,
    attempt=st.integers(0, 9),
    kind=st.sampled_from(KINDS),
    package=text,
    reply_to=text,
    data=st.lists(references, max_size=3).map(tuple),
    baseline=st.dictionaries(text, st.floats(allow_nan=False, allow_infinity=False), max_size=3),
    language=text,
    source=st.binary(max_size=50),
    splits=st.lists(text, max_size=2).map(tuple),
    own_input=st.none() | st.binary(max_size=50),
    quick=st.booleans(),
)


@given(jobs)
def test_a_job_comes_back_from_json_as_it_went(job: Job) -> None:
    assert Job.from_dict(json.loads(json.dumps(job.to_dict()))) == job


@pytest.mark.parametrize(
    "change",
    [
        {"attempt": float("inf")},
        {"attempt": [1]},
        {"data": [1]},
        {"data": 1},
        {"baseline": [1]},
        {"source": "ü"},
        {"splits": 5},
        {"kind": ["judge"]},
    ],
    ids=str,
)
def test_a_field_of_another_kind_is_refused(change: dict[str, object]) -> None:
    job = Job(id="1", attempt=1, kind="judge", package="p").to_dict()
    with pytest.raises(UsageError):
        Job.from_dict({**job, **change})


@pytest.mark.parametrize("change", [{"schema": 2}, {"kind": "dance"}])
def test_an_unknown_schema_or_kind_is_refused(change: dict[str, object]) -> None:
    job = Job(id="1", attempt=1, kind="judge", package="p").to_dict()
    with pytest.raises(UsageError, match="expected a job of schema 1"):
        Job.from_dict({**job, **change})
