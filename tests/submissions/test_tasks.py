"""Functions other than a codec's, and curves, on the pages and in the API."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from problems import curves
from problems.models import Problem, ProblemVersion
from submissions.dominance import beaten_by, move_sentence
from submissions.figures import Point
from submissions.models import Submission
from tests.factories import make_submission, make_trial, make_version_of
from tests.judge.test_tasks import curve_files, function_files
from tests.judge_messages import deliver, figures, put_out, report, trial_report

pytestmark = pytest.mark.django_db

SIDE = {"speed_ratio": 1.213, "low": 1.19, "high": 1.24, "pairs": 4, "method": "whole", "cpu_s": 0.2}
CURVE = [[512, 3.1], [1024, 2.7], [4096, 2.2], [16384, 2.0], [65536, 1.9]]


def task(family: str, **more: Any) -> dict[str, Any]:
    nothing = dict.fromkeys(("compressed_bytes", "ratio", "bits_per_byte", "reference_ratio", "compress"))
    return figures(
        family, **{**nothing, "decompress": None, "fields": {"sums": 0.6667}, "quality": 0.6667, **more}
    )


def judged(author: User, version: ProblemVersion, rows: list[dict[str, Any]], word: str = "AC") -> Submission:
    submission = make_submission(author, version)
    put_out(submission.judging)
    assert deliver(submission.judging, "report", report=report(word, data_sets=rows))
    return submission


@pytest.fixture
def functions(db: None) -> ProblemVersion:
    return make_version_of(function_files(), "totals")


@pytest.fixture
def curved(db: None) -> ProblemVersion:
    version = make_version_of(curve_files(), "neural")
    law = {"fields": {"law": 1.0}, "curve": CURVE, "original_bytes": 262144}
    words = {"ratio": 2.0, "h0": 4.2, "h1": 3.1, "h2": 2.05}
    version.baseline = {"interpreted": {"words": words, "law": law}}
    version.save()
    return version


def page(client: Client, user: User, name: str, *args: object) -> str:
    client.force_login(user)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    assert len(queries) <= 12
    return response.content.decode()


def test_parts_of_answers_stand_in_a_table_of_their_own(
    client: Client, candidate: User, functions: ProblemVersion
) -> None:
    rows = [task("totals", run=SIDE), task("second", fields={"thrift": 0.98})]
    html = page(client, candidate, "submissions:detail", judged(candidate, functions, rows).pk)
    assert "Results by task" in html
    assert "65\u2009%" in html
    assert "66.67" not in html
    assert "1.2\u2009×" in html
    assert "Results by family" not in html


def test_a_task_without_its_function_is_explained(
    client: Client, candidate: User, curved: ProblemVersion
) -> None:
    rows = [figures("words"), task("law", verdict="NA", fields=None)]
    html = page(client, candidate, "submissions:detail", judged(candidate, curved, rows).pk)
    assert "Not answered" in html
    assert "define law" in html


def test_a_wrong_answer_of_a_function_is_not_called_a_byte_that_differs(
    client: Client, candidate: User, functions: ProblemVersion
) -> None:
    html = page(
        client,
        candidate,
        "submissions:detail",
        judged(candidate, functions, [task("totals", verdict="WA")], "WA").pk,
    )
    assert "worth nothing" in html
    assert "byte for byte" not in html


def test_a_curve_is_shown_with_its_law_and_both_code_lengths(
    client: Client, candidate: User, curved: ProblemVersion
) -> None:
    row = task("law", fields={"law": 1.0}, curve=CURVE, public=True)
    html = page(
        client, candidate, "submissions:detail", judged(candidate, curved, [figures("words"), row]).pk
    )
    assert "L(N) = " in html
    assert "<sup>−" in html
    assert "Foretold for 65,536 parameters" in html
    assert f"{round(1.9 * 262144 / 8) + 2 * 65536:,}" in html
    assert "Entropies of each family" in html


def test_the_explorer_draws_what_was_measured_and_says_so_where_nothing_was(
    client: Client, candidate: User, curved: ProblemVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(curves, "SHIPPED", Path("no curves ship"))
    row = task("law", fields={"law": 1.0}, curve=CURVE, public=True)
    submission = judged(candidate, curved, [figures("words"), row])
    html = page(client, candidate, "home:scaling")
    assert submission.short_id in html
    assert "Kaplan N" in html
    assert html.count("law-line") == 2
    assert html.count('class="curve curve-own"') == 2
    Problem.objects.update(active_version=None)
    assert "No curve is measured on this site yet" in page(client, candidate, "home:scaling")


def test_a_trial_shows_parts_and_reasons(client: Client, candidate: User, functions: ProblemVersion) -> None:
    trial = make_trial(candidate, functions)
    put_out(trial)
    case = {**trial_report()["cases"][0], "name": "totals-small.case", "fields": {"sums": 1 / 3}}
    deliver(trial, "report", report=trial_report(cases=[{**case, "error": "1 of 3 sums are right"}]))
    html = page(client, candidate, "submissions:trial", trial.pk)
    assert "33\u2009%" in html
    assert "1 of 3 sums are right" in html
    assert "Run: 1 of 1 cases answered" in html


def test_a_problem_of_functions_takes_no_input_of_ones_own(
    client: Client, candidate: User, functions: ProblemVersion
) -> None:
    html = page(client, candidate, "submissions:workspace", "totals")
    assert "own_hex" not in html
    assert "totals(files, json) → json" in html
    body = {"problem": "totals", "source": "x = 1", "own_input": "YQ=="}
    answer = client.post("/api/v1/trials/", body, content_type="application/json")
    assert answer.json()["type"] or answer.json()["code"]
    assert answer.status_code in {400, 422}


def test_the_api_gives_parts_and_curves(client: Client, candidate: User, curved: ProblemVersion) -> None:
    row = task("law", fields={"law": 1.0}, curve=CURVE, public=True)
    submission = judged(candidate, curved, [figures("words"), row])
    client.force_login(candidate)
    found = client.get(reverse("v1:submission", args=[submission.pk])).json()
    (law,) = (each for each in found["data_sets"] if each["family"] == "law")
    assert law["curve"] == CURVE
    assert law["parts"] == [{"name": "law", "title": "law", "share": 1.0, "reference": 1.0}]


def test_two_submissions_of_functions_are_compared_part_by_part(
    client: Client, candidate: User, functions: ProblemVersion
) -> None:
    pair = [
        judged(candidate, functions, [task("second", fields={"thrift": each})]).pk for each in (0.5, 0.75)
    ]
    html = page(client, candidate, "submissions:compare", *pair)
    assert "50\u2009%" in html
    assert "75\u2009%" in html


def test_who_beats_a_codec_and_what_would_move_it() -> None:
    own, fast, small = (Point(name, ratio, speed, speed, {}) for name, ratio, speed in OTHERS)
    assert beaten_by(own, [fast, small], "compress") == [small, fast]
    assert "20 % smaller" in move_sentence(own, [fast, small], "compress")
    assert "on the frontier" in move_sentence(small, [own, fast], "compress")


def test_a_speed_within_the_interval_is_a_tie() -> None:
    own = Point("You", 2.0, 1.02, 1.02, {"compress": (0.94, 1.1), "decompress": (1.01, 1.03)})
    reference = Point("the reference", 2.5, 1.0, 1.0, {})
    assert "cannot be told from this one" in move_sentence(own, [reference], "compress")
    assert "on the frontier" in move_sentence(own, [reference], "decompress")


OTHERS = [("You", 2.0, 1.0), ("fast", 2.2, 9.0), ("small", 2.5, 2.0)]
