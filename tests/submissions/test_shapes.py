"""A judge that was taken over may say anything: no page breaks on it, and nothing of it is kept."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.factories import make_submission, make_trial
from tests.judge_messages import deliver, figures, put_out, report, trial_report

pytestmark = pytest.mark.django_db

FIGURES: list[dict[str, Any]] = [
    {"ratio": "x"},
    {"ratio": []},
    {"reference_ratio": -5.0},
    {"reference_ratio": True},
    {"reference_ratio": 5e-324},
    {"ratio": 1e308},
    {"compress": {"speed_ratio": 1.0, "low": 1e-300, "high": 1.0}},
    {"verdict": [1]},
    {"verdict": "OK"},
    {"family": "x" * 65},
    {"split": "x" * 17},
    {"compress": "fast"},
    {"compress": {"speed_ratio": "fast"}},
    {"decompress": {"speed_ratio": 1.0, "low": -1.0, "high": 1.0}},
    {"score": 1e300},
]
REPORTS: list[dict[str, Any]] = [
    {"verdict": None},
    {"verdict": ["AC"]},
    {"score": "80"},
    {"score": 101.0},
    {"imprecise": "no"},
    {"message": ["x"]},
    {"receipt": "x"},
    {"data_sets": "x"},
    {"data_sets": [1]},
]
TRIALS: list[dict[str, Any]] = [
    {"verdict": ["AC"]},
    {"stderr": 5},
    {"cases": "x"},
    {"cases": [1]},
    {"cases": [{"name": 1, "verdict": "AC"}]},
    {"cases": [{"name": "a", "verdict": [1]}]},
    {"cases": [{"name": "a", "verdict": "AC", "ratio": "x"}]},
    {"cases": [{"name": "a", "verdict": "WA", "first_difference": "x"}]},
    {"cases": [{"name": "a", "verdict": "WA", "first_difference": {"offset": "1"}}]},
]


@pytest.mark.parametrize(
    "wrong", [*REPORTS, *({"data_sets": [figures(**changes)]} for changes in FIGURES)], ids=str
)
def test_a_report_of_another_shape_is_a_fault_of_the_judge(
    client: Client, candidate: User, wrong: dict[str, Any]
) -> None:
    submission = make_submission(candidate)
    judging = put_out(submission.judging)
    deliver(judging, "report", report={**report(), **wrong})
    judging.refresh_from_db()
    assert (judging.state, judging.attempt, judging.report) == ("queued", 2, None)
    client.force_login(candidate)
    assert client.get(reverse("submissions:detail", args=[submission.pk])).status_code == 200


@pytest.mark.parametrize("changes", FIGURES, ids=str)
def test_a_live_row_of_another_shape_is_not_kept(candidate: User, changes: dict[str, Any]) -> None:
    submission = make_submission(candidate)
    judging = put_out(submission.judging)
    try:
        assert not deliver(judging, "data_set", figures=figures(**changes))
    except ValueError:  # The queue itself refuses some.
        assert set(changes) <= {"family", "split"}
    assert not judging.results.exists()  # type: ignore[attr-defined]  # A judging, put out.


@pytest.mark.parametrize("wrong", TRIALS, ids=str)
def test_a_trial_of_another_shape_is_tried_again(candidate: User, wrong: dict[str, Any]) -> None:
    trial = put_out(make_trial(candidate))
    deliver(trial, "report", report={**trial_report(), **wrong})
    trial.refresh_from_db()
    assert (trial.state, trial.attempt, trial.report) == ("queued", 2, None)
