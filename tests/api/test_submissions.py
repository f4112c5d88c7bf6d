from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import AuditEntry, User
from judge.report import candidate_view
from submissions.models import Submission
from tests.factories import make_submission, make_version
from tests.judge_messages import deliver, failing_input, figures, put_out, report
from tests.small_package import STARTER

pytestmark = pytest.mark.django_db

SUBMISSIONS = "/api/v1/submissions/"
AsUser = Callable[..., Client]


def send(caller: Client, key: str = "", **changes: Any) -> HttpResponse:
    body = {"problem": "one", "source": STARTER, **changes}
    headers = {"Idempotency-Key": key} if key else {}
    return caller.post(SUBMISSIONS, body, content_type="application/json", headers=headers)


def place(submission: Submission, what: str = "") -> str:
    return f"{SUBMISSIONS}{submission.pk}/{what}"


def judged(author: User, **fields: Any) -> Submission:
    """A submission about which the judge has sent its report."""
    submission = make_submission(author, **fields)
    deliver(put_out(submission.judging), "report", report=report())
    return Submission.objects.with_result().get(pk=submission.pk)


def test_code_is_taken_to_be_judged(caller: Client, candidate: User) -> None:
    make_version("one")
    response = send(caller)
    submission = Submission.objects.get(author=candidate)
    assert (response.status_code, response.json()["state"]) == (202, "queued")
    assert response["Location"].endswith(place(submission))
    assert submission.source == STARTER


def test_the_same_key_makes_one_submission(caller: Client) -> None:
    make_version("one")
    first, second = send(caller, "k1"), send(caller, "k1")
    assert first["Location"] == second["Location"]
    assert Submission.objects.count() == 1


def test_a_key_with_other_code_is_refused(caller: Client) -> None:
    make_version("one")
    send(caller, "k1")
    response = send(caller, "k1", source=STARTER + "# other")
    assert (response.status_code, response.json()["code"]) == (409, "key_reused")


@pytest.mark.parametrize(
    ("changes", "code", "pointer"),
    [
        ({"source": ""}, "source_empty", "#/source"),
        ({"source": "x = 1\ny = '\0'\n"}, "source_zero", "#/source"),
        ({"source": "#" * 2000}, "source_too_long", "#/source"),
        ({"language": "cobol"}, "unknown_language", "#/language"),
        ({"problem": "no-such"}, "unknown_problem", "#/problem"),
        ({"source": None}, "null", "#/source"),
    ],
)
def test_bad_input_is_named(caller: Client, changes: dict[str, Any], code: str, pointer: str) -> None:
    make_version("one")
    response = send(caller, **changes)
    assert response.status_code == 400
    (error,) = response.json()["errors"]
    assert (error["code"], error["pointer"]) == (code, pointer)
    assert not Submission.objects.exists()


def test_a_key_that_is_too_long_is_refused(caller: Client) -> None:
    make_version("one")
    assert send(caller, "k" * 65).json()["code"] == "key_too_long"


def test_too_many_submissions_are_told_when_to_come_back(caller: Client) -> None:
    make_version("one")
    answers = [send(caller) for _ in range(7)]
    assert [answer.status_code for answer in answers] == [202] * 6 + [429]
    assert answers[6].json()["code"] == "too_fast"
    assert 0 < int(answers[6]["Retry-After"]) <= 60


def test_a_judged_submission_is_read_with_rounded_figures(caller: Client, candidate: User) -> None:
    found = caller.get(place(judged(candidate))).json()
    assert (found["verdict"], found["score"], found["is_pending"]) == ("AC", 71.2, False)
    words = found["data_sets"][0]
    assert (words["ratio"], words["bits_per_byte"], words["reference_ratio"]) == (1.96, 4.08, 2.0)
    assert words["compress"] == candidate_view(report())["data_sets"][0]["compress"]


def test_nothing_of_the_hidden_data_but_these_figures_is_shown(caller: Client, candidate: User) -> None:
    text = caller.get(place(judged(candidate))).content.decode()
    for hidden in ("peak_memory", "12345678", "133742", "0.8312", "1.9601", "71.234", "pairs", "cpu_s"):
        assert hidden not in text


def test_a_running_judging_says_how_far_it_is(caller: Client, candidate: User) -> None:
    submission = make_submission(candidate)
    job = put_out(submission.judging)
    deliver(job, "stage", stage="gate", family="words", done=1, total=2)
    deliver(job, "data_set", figures=figures(measured=False))
    response = caller.get(place(submission, "status/"))
    found = response.json()
    assert (found["state"], found["is_pending"], found["verdict"]) == ("running", True, None)
    assert found["stage"] == {"stage": "gate", "family": "words", "done": 1, "total": 2}
    assert response["Retry-After"] == "2"


def test_a_finished_judging_is_not_to_be_asked_for_again(caller: Client, candidate: User) -> None:
    response = caller.get(place(judged(candidate), "status/"))
    assert response.json()["verdict_name"] == "Accepted"
    assert "Retry-After" not in response


def test_the_small_failing_input_is_told(caller: Client, candidate: User) -> None:
    submission = make_submission(candidate)
    deliver(put_out(submission.judging), "report", report=report("WA"))
    url = f"/api/v1/submissions/{submission.pk}/"
    assert caller.get(url).json()["failing_input"]["state"] == "searching"
    deliver(submission.judging, "failing_input", input=failing_input())
    told = caller.get(url).json()["failing_input"]
    assert (told["state"], told["input_hex"], told["got_hex"]) == ("found", "006162", "006142")
    assert (told["direction"], told["first_difference"]) == ("decompress", 2)


def test_there_is_none_after_an_accepted_submission(caller: Client, candidate: User) -> None:
    submission = make_submission(candidate)
    deliver(put_out(submission.judging), "report", report=report())
    assert caller.get(f"/api/v1/submissions/{submission.pk}/").json()["failing_input"] is None


def test_a_waiting_judging_is_cancelled(caller: Client, candidate: User) -> None:
    submission = make_submission(candidate)
    found = caller.post(place(submission, "cancel/")).json()
    assert (found["state"], found["is_pending"]) == ("cancelled", False)


def test_a_finished_judging_stays_as_it_is(caller: Client, candidate: User) -> None:
    assert caller.post(place(judged(candidate), "cancel/")).json()["state"] == "done"


@pytest.mark.parametrize("what", ["", "status/"])
def test_another_candidate_does_not_find_it(
    as_user: AsUser, other_candidate: User, candidate: User, what: str
) -> None:
    submission = make_submission(candidate, is_shared=True)
    assert as_user(other_candidate).get(place(submission, what)).status_code == 404


def test_an_interviewer_finds_what_was_shared_and_nothing_else(
    as_user: AsUser, interviewer: User, candidate: User
) -> None:
    shared, kept = make_submission(candidate, is_shared=True), make_submission(candidate)
    reader = as_user(interviewer)
    assert [each["id"] for each in reader.get(SUBMISSIONS).json()["results"]] == [str(shared.pk)]
    assert reader.get(place(shared)).status_code == 200
    assert reader.get(place(kept)).status_code == 404


def test_reading_somebody_elses_code_is_kept_in_the_audit_log(
    as_user: AsUser, interviewer: User, candidate: User
) -> None:
    shared = make_submission(candidate, is_shared=True)
    as_user(interviewer).get(place(shared))
    entry = AuditEntry.objects.get(action="submission.read")
    assert (entry.actor, entry.target) == (interviewer, str(shared.pk))


def test_nobody_cancels_what_others_sent(as_user: AsUser, admin: User, candidate: User) -> None:
    submission = make_submission(candidate, is_shared=True)
    assert as_user(admin).post(place(submission, "cancel/")).status_code == 404
    assert Submission.objects.get().judging.state == "queued"


def test_the_list_is_filtered(as_user: AsUser, interviewer: User, candidate: User) -> None:
    one, two = make_version("one"), make_version("two")
    own = make_submission(interviewer, one)
    make_submission(candidate, two, is_shared=True)
    reader = as_user(interviewer)
    assert [each["id"] for each in reader.get(SUBMISSIONS, {"mine": "true"}).json()["results"]] == [
        str(own.pk)
    ]
    assert [each["problem"] for each in reader.get(SUBMISSIONS, {"problem": "two"}).json()["results"]] == [
        "two"
    ]


def test_the_list_costs_the_same_queries_for_one_and_many(
    caller: Client, candidate: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    version = make_version()
    for _ in range(5):
        judged(candidate, version=version)
    with django_assert_max_num_queries(6):
        assert len(caller.get(SUBMISSIONS).json()["results"]) == 5


@pytest.mark.parametrize(
    ("what", "method"), [("", "post"), ("", "delete"), ("status/", "post"), ("cancel/", "get")]
)
def test_other_methods_are_not_taken(caller: Client, candidate: User, what: str, method: str) -> None:
    submission = make_submission(candidate)
    assert getattr(caller, method)(place(submission, what)).status_code == 405


@pytest.mark.parametrize("what", ["", "{pk}/", "{pk}/status/"])
def test_nobody_reads_without_a_token(client: Client, what: str) -> None:
    assert client.get(SUBMISSIONS + what.format(pk=uuid4())).status_code == 401
