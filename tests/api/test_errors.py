"""One shape for every error, a code that stays, text in the reader's language."""

import pytest
from django.test import Client
from django.utils import translation
from rest_framework.exceptions import ErrorDetail

from api import errors
from api.codes import CODES
from api.errors import fields
from api.throttles import MethodThrottle

pytestmark = pytest.mark.django_db

SUBMISSIONS = "/api/v1/submissions/"


def test_an_error_is_a_problem_of_rfc_9457(caller: Client) -> None:
    response = caller.get("/api/v1/problems/nothing/")
    assert response["Content-Type"] == "application/problem+json"
    found = response.json()
    assert found["status"] == response.status_code == 404
    assert (found["code"], found["type"]) == ("not_found", "/api/docs/#error-not_found")
    assert found["instance"] == "/api/v1/problems/nothing/"


def test_an_unknown_address_answers_in_json(client: Client) -> None:
    assert client.get("/api/v1/no/such/thing").json()["code"] == "not_found"


def test_fields_are_named_by_json_pointers(caller: Client) -> None:
    found = caller.post(
        SUBMISSIONS, {"source": 7, "is_shared": "perhaps"}, content_type="application/json"
    ).json()
    assert found["code"] == "invalid"
    assert {("#/problem", "required"), ("#/is_shared", "invalid")} <= {
        (each["pointer"], each["code"]) for each in found["errors"]
    }


def test_pointers_reach_into_lists_and_escape_names() -> None:
    detail = {"a/b": [{"c~d": [ErrorDetail("wrong", "bad")]}]}
    assert list(fields(detail)) == [{"pointer": "#/a~1b/0/c~0d", "detail": "wrong", "code": "bad"}]


def test_the_text_is_in_the_readers_language_and_the_code_is_not(caller: Client) -> None:
    chinese = {"Accept-Language": "zh-CN"}
    found = caller.get("/api/v1/problems/nothing/", headers=chinese).json()
    assert found["code"] == "not_found"
    assert not found["detail"].isascii()


@pytest.mark.parametrize("body", [b"{", b"[" * 5_000], ids=["cut off", "deep"])
def test_a_body_that_is_not_json_is_told_so(caller: Client, body: bytes) -> None:
    found = caller.post(SUBMISSIONS, body, content_type="application/json").json()
    assert (found["status"], found["code"]) == (400, "parse_error")


def test_a_form_is_not_taken(caller: Client) -> None:
    assert caller.post(SUBMISSIONS, {"source": "x"}).json()["code"] == "unsupported_media_type"


def test_a_body_that_is_too_large_is_not_read_to_its_end(caller: Client) -> None:
    body = b'{"source": "' + b"x" * (2 * 1024 * 1024) + b'"}'
    found = caller.post(SUBMISSIONS, body, content_type="application/json").json()
    assert (found["status"], found["code"]) == (413, "too_large")


def test_our_own_mistake_is_told_without_its_text(caller: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: object) -> None:
        raise RuntimeError("a secret")

    monkeypatch.setattr("accounts.api.MeSerializer.get_scope", lambda self, user: broken(self))
    caller.raise_request_exception = False
    response = caller.get("/api/v1/me/")
    assert (response.status_code, response.json()["code"]) == (500, "internal_error")
    assert "secret" not in response.content.decode()


def test_too_many_requests_are_told_when_to_come_back(
    caller: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(MethodThrottle.THROTTLE_RATES, "read", "2/min")
    answers = [caller.get("/api/v1/me/") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].json()["code"] == "throttled"
    assert 0 < int(answers[2]["Retry-After"]) <= 60


def test_every_refusal_with_a_status_of_its_own_is_listed() -> None:
    known = {each.code: each.status for each in CODES}
    assert errors.REFUSED_STATUS.items() <= known.items()


def test_no_code_is_listed_twice() -> None:
    with translation.override("en"):
        assert len({each.code for each in CODES}) == len(CODES)
