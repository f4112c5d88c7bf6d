"""Who may use the API: tokens first, then the browser's session."""

import pytest
from django.test import Client

from accounts.models import ApiToken, User

pytestmark = pytest.mark.django_db

ME = "/api/v1/me/"


def bearer(user: User, scope: str = "submit", word: str = "Bearer") -> dict[str, str]:
    _token, key = ApiToken.objects.issue(user, "test", scope)
    return {"Authorization": f"{word} {key}"}


@pytest.mark.parametrize("word", ["Bearer", "Token", "bearer"])
def test_a_token_says_who_asks(client: Client, candidate: User, word: str) -> None:
    answer = client.get(ME, headers=bearer(candidate, word=word)).json()
    assert (answer["username"], answer["role"], answer["scope"]) == (
        candidate.username,
        "candidate",
        "submit",
    )


def test_a_session_says_who_asks(client: Client, candidate: User) -> None:
    client.force_login(candidate)
    assert client.get(ME).json()["scope"] is None


def test_nobody_gets_401_with_the_scheme(client: Client) -> None:
    response = client.get(ME)
    assert response.status_code == 401
    assert response["WWW-Authenticate"].startswith("Bearer")
    assert response.json()["code"] == "not_authenticated"


def test_a_revoked_token_is_refused(client: Client, candidate: User) -> None:
    headers = bearer(candidate)
    ApiToken.objects.all().revoke()
    response = client.get(ME, headers=headers)
    assert (response.status_code, response.json()["code"]) == (401, "authentication_failed")


def test_a_token_of_a_closed_account_is_refused(client: Client, candidate: User) -> None:
    headers = bearer(candidate)
    User.objects.update(is_active=False)
    assert client.get(ME, headers=headers).status_code == 401


def test_a_token_for_reading_cannot_submit(client: Client, candidate: User) -> None:
    response = client.post("/api/v1/submissions/", {}, headers=bearer(candidate, "read"))
    assert (response.status_code, response.json()["code"]) == (403, "insufficient_scope")


def test_a_session_without_a_csrf_token_cannot_submit(candidate: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(candidate)
    assert client.post("/api/v1/submissions/", {}).status_code == 403


def test_me_only_answers_get(client: Client, candidate: User) -> None:
    assert client.post(ME, headers=bearer(candidate)).status_code == 405
