import base64
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from submissions.models import Trial
from tests.factories import make_trial, make_version
from tests.judge_messages import deliver, put_out, trial_report
from tests.small_package import STARTER

pytestmark = pytest.mark.django_db

TRIALS = "/api/v1/trials/"


def run(caller: Client, **changes: Any) -> HttpResponse:
    make_version("one")
    body = {"problem": "one", "source": STARTER, **changes}
    return caller.post(TRIALS, body, content_type="application/json")


def test_code_is_taken_to_be_tried(caller: Client) -> None:
    response = run(caller)
    trial = Trial.objects.get()
    assert (response.status_code, response.json()["state"]) == (202, "queued")
    assert response["Location"].endswith(f"{TRIALS}{trial.pk}/")
    assert trial.own_input is None


def test_an_own_input_arrives_byte_for_byte(caller: Client) -> None:
    run(caller, own_input=base64.b64encode(b"\x00\xff").decode())
    assert bytes(Trial.objects.get().own_input or b"") == b"\x00\xff"


@pytest.mark.parametrize(
    ("changes", "code", "pointer"),
    [
        ({"own_input": "not base64!"}, "invalid", "#/own_input"),
        ({"own_input": 7}, "invalid", "#/own_input"),
        ({"own_input": "AAAA" * 100_000}, "own_input_too_long", "#/own_input"),
        ({"source": " "}, "source_empty", "#/source"),
        ({"source": "x = 1\ny = '\0'\n"}, "source_zero", "#/source"),
        ({"problem": "no-such"}, "unknown_problem", "#/problem"),
    ],
)
def test_bad_input_is_named(caller: Client, changes: dict[str, Any], code: str, pointer: str) -> None:
    response = run(caller, **changes)
    assert response.status_code == 400
    (error,) = response.json()["errors"]
    assert (error["code"], error["pointer"]) == (code, pointer)


def test_a_finished_trial_shows_everything(caller: Client, candidate: User) -> None:
    trial = make_trial(candidate)
    deliver(put_out(trial), "report", report=trial_report(stdout="printed\x1b[31m"))
    found = caller.get(f"{TRIALS}{trial.pk}/").json()
    assert (found["verdict"], found["stdout"]) == ("AC", "printed\x1b[31m")
    assert (found["cases"][0]["name"], found["cases"][0]["ratio"]) == ("hello.txt", 1.0)


def test_a_waiting_trial_has_no_cases_yet(caller: Client, candidate: User) -> None:
    response = caller.get(f"{TRIALS}{make_trial(candidate).pk}/")
    assert (response.json()["is_pending"], response.json()["cases"]) == (True, [])
    assert response["Retry-After"] == "2"


def test_a_trial_that_gave_way_to_a_newer_one_says_so(caller: Client, candidate: User) -> None:
    older = make_trial(candidate)
    assert run(caller).status_code == 202
    found = caller.get(f"{TRIALS}{older.pk}/").json()
    assert (found["state"], found["status"]) == ("cancelled", "Cancelled by a newer run")
    assert found["message"].startswith("You started another run")


def test_a_trial_is_its_authors_alone(as_user: Callable[..., Client], admin: User, candidate: User) -> None:
    assert as_user(admin).get(f"{TRIALS}{make_trial(candidate).pk}/").status_code == 404


def test_other_methods_are_not_taken(caller: Client, candidate: User) -> None:
    assert caller.get(TRIALS).status_code == 405
    assert caller.delete(f"{TRIALS}{make_trial(candidate).pk}/").status_code == 405


def test_nobody_tries_without_a_token(client: Client) -> None:
    assert run(client).status_code == 401
