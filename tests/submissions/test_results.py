"""Pages of submissions and runs: who may see them, what they show and what they never show."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from submissions.models import Submission
from tests.factories import make_submission, make_trial, make_user, make_version
from tests.judge_messages import deliver, figures, put_out, report, trial_report

pytestmark = pytest.mark.django_db

OF_SUBMISSION = ["detail", "panel", "events"]
OF_TRIAL = ["trial", "trial_panel", "trial_events"]


def judged(author: User, **fields: object) -> Submission:
    submission = make_submission(author, **fields)  # type: ignore[arg-type]
    judging = submission.judging
    put_out(judging)
    deliver(judging, "report", report=report())
    return submission


def get(client: Client, name: str, *args: object) -> str:
    response = client.get(reverse(f"submissions:{name}", args=args))
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("name", OF_SUBMISSION)
@pytest.mark.parametrize(
    ("role", "is_shared", "status"),
    [
        ("candidate", True, 404),
        ("interviewer", False, 404),
        ("interviewer", True, 200),
        ("admin", False, 200),
    ],
)
def test_who_may_open_a_submission_of_somebody_else(
    client: Client, candidate: User, name: str, role: str, is_shared: bool, status: int
) -> None:
    submission = make_submission(candidate, is_shared=is_shared)
    client.force_login(make_user(role))
    assert client.get(reverse(f"submissions:{name}", args=[submission.pk])).status_code == status


@pytest.mark.parametrize("name", OF_TRIAL)
@pytest.mark.parametrize("role", ["candidate", "interviewer", "admin"])
def test_runs_are_their_authors_alone(client: Client, candidate: User, name: str, role: str) -> None:
    trial = make_trial(candidate)
    client.force_login(make_user(role))
    assert client.get(reverse(f"submissions:{name}", args=[trial.pk])).status_code == 404


@pytest.mark.parametrize("name", ["cancel", "share"])
def test_only_the_author_cancels_and_shares(client: Client, candidate: User, admin: User, name: str) -> None:
    submission = make_submission(candidate)
    client.force_login(admin)
    assert client.post(reverse(f"submissions:{name}", args=[submission.pk])).status_code == 404


def test_a_comparison_needs_the_right_to_see_both(
    client: Client, candidate: User, other_candidate: User
) -> None:
    pair = [make_submission(candidate).pk, make_submission(other_candidate).pk]
    client.force_login(candidate)
    assert client.get(reverse("submissions:compare", args=pair)).status_code == 404


def test_a_judged_submission_shows_rounded_figures_and_nothing_else(client: Client, candidate: User) -> None:
    client.force_login(candidate)
    html = get(client, "detail", judged(candidate).pk)
    assert "Accepted" in html
    assert "71.2" in html
    assert "1.96" in html
    assert "0.83" in html
    for secret in ("1.9601", "0.8312", "133742", "133,742", "12345678", "12,345,678", "71.23"):
        assert secret not in html


def test_families_that_an_ended_judging_did_not_come_to_are_counted(client: Client, candidate: User) -> None:
    submission = make_submission(candidate)
    put_out(submission.judging)
    deliver(submission.judging, "report", report=report("WA", data_sets=[figures(verdict="WA")]))
    client.force_login(candidate)
    html = get(client, "detail", submission.pk)
    assert "Noise" not in html
    assert "1 more family was not looked at" in html


@pytest.mark.parametrize(
    ("language", "advised"),
    [("python3", "Return bytes"), ("c", "at most cap"), ("rust", "panic"), ("java", "byte[]")],
)
def test_what_to_do_after_a_run_time_error_fits_the_language(
    client: Client, candidate: User, language: str, advised: str
) -> None:
    submission = make_submission(candidate, language=language, judged={"verdict": "RTE", "state": "done"})
    client.force_login(candidate)
    html = get(client, "detail", submission.pk)
    assert advised in html
    assert ("Return bytes" in html) == (language == "python3")


def test_code_that_cannot_be_loaded_shows_why_and_no_table(client: Client, candidate: User) -> None:
    submission = make_submission(candidate)
    put_out(submission.judging)
    deliver(submission.judging, "report", report=report("CE", data_sets=[], message="SyntaxError: line 1"))
    client.force_login(candidate)
    html = get(client, "detail", submission.pk)
    assert "SyntaxError: line 1" in html
    assert 'class="figures families' not in html


def test_the_receipt_stands_on_the_page(client: Client, candidate: User) -> None:
    client.force_login(candidate)
    assert "ab" * 32 in get(client, "detail", judged(candidate).pk)


def test_the_verdict_says_what_to_do_next(client: Client, candidate: User) -> None:
    client.force_login(candidate)
    assert "What to do next" in get(client, "detail", judged(candidate).pk)


def test_source_code_cannot_act_on_the_page(client: Client, candidate: User) -> None:
    submission = make_submission(candidate, source="x = '<script>alert(1)</script>\u202e'\n")
    client.force_login(candidate)
    html = get(client, "detail", submission.pk)
    assert "<script>alert" not in html
    assert "\u202e" not in html
    assert "U+202E" in html


def test_output_of_a_run_cannot_act_on_the_page(client: Client, candidate: User) -> None:
    trial = make_trial(candidate)
    put_out(trial)
    deliver(trial, "report", report=trial_report(stdout="<img src=x onerror=alert(1)>\x1b[31m"))
    client.force_login(candidate)
    html = get(client, "trial", trial.pk)
    assert "<img" not in html
    assert "&lt;img" in html
    assert "␛" in html


def test_a_run_shows_the_first_difference(client: Client, candidate: User) -> None:
    trial = make_trial(candidate)
    put_out(trial)
    difference = {"offset": 4097, "expected_hex": "00ff", "got_hex": ""}
    case = {**trial_report()["cases"][0], "verdict": "WA", "first_difference": difference}
    deliver(trial, "report", report=trial_report(verdict="WA", cases=[case]))
    client.force_login(candidate)
    html = get(client, "trial", trial.pk)
    assert "4,097" in html
    assert "00 ff" in html
    assert "end of data" in html


def test_the_list_shows_ones_own_newest_first(client: Client, candidate: User, other_candidate: User) -> None:
    older, newer, _other = judged(candidate), make_submission(candidate), judged(other_candidate)
    client.force_login(candidate)
    shown = re.findall(r'name="pick" value="([^"]+)"', get(client, "list"))
    assert shown == [str(newer.pk), str(older.pk)]


def test_an_empty_list_says_what_will_stand_there(client: Client, candidate: User) -> None:
    client.force_login(candidate)
    assert "Nothing submitted yet" in get(client, "list")


def test_the_list_takes_as_many_queries_for_one_row_as_for_a_page_of_them(
    client: Client, candidate: User
) -> None:
    version = make_version()
    client.force_login(candidate)
    counts = []
    for rows in (1, 24):
        for _ in range(rows):
            make_submission(candidate, version, judged={"state": "done", "verdict": "AC"})
        with CaptureQueriesContext(connection) as queries:
            get(client, "list")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


def test_a_second_page_of_the_list_is_reached(client: Client, candidate: User) -> None:
    version = make_version()
    for _ in range(26):
        make_submission(candidate, version)
    client.force_login(candidate)
    assert 'href="?page=2"' in get(client, "list")


def test_two_ticked_rows_become_a_comparison_with_the_older_left(client: Client, candidate: User) -> None:
    older, newer = make_submission(candidate), make_submission(candidate)
    client.force_login(candidate)
    response = client.get(reverse("submissions:pick"), {"pick": [str(newer.pk), str(older.pk)]})
    assert response["Location"] == reverse("submissions:compare", args=[older.pk, newer.pk])


def test_any_other_number_of_ticked_rows_is_explained(client: Client, candidate: User) -> None:
    submission = make_submission(candidate)
    client.force_login(candidate)
    response = client.get(reverse("submissions:pick"), {"pick": [str(submission.pk), "no id"]})
    assert "exactly two" in response.content.decode()


def test_a_comparison_shows_changed_lines_and_both_figures(client: Client, candidate: User) -> None:
    version = make_version()
    left = judged(candidate, version=version, source="a = 1\n")
    right = judged(candidate, version=version, source="a = 2\n")
    client.force_login(candidate)
    html = get(client, "compare", left.pk, right.pk)
    assert "<del>a = 1</del>" in html
    assert "<ins>a = 2</ins>" in html
    assert "+0.0" in html


def test_sharing_and_taking_it_back(client: Client, candidate: User) -> None:
    submission = make_submission(candidate)
    client.force_login(candidate)
    for body, expected in (({"is_shared": "1"}, True), ({}, False)):
        client.post(reverse("submissions:share", args=[submission.pk]), body)
        submission.refresh_from_db()
        assert submission.is_shared is expected


def test_a_cancelled_judging_says_so(client: Client, candidate: User) -> None:
    submission = make_submission(candidate)
    client.force_login(candidate)
    client.post(reverse("submissions:cancel", args=[submission.pk]))
    assert "Cancelled" in get(client, "panel", submission.pk)
