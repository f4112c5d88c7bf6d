"""Registration, log-in, log-out and passwords."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from tests.factories import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "a long pass phrase"
NEW = {"username": "ada", "password1": "words of my own", "password2": "words of my own"}


@pytest.fixture(autouse=True)
def no_earlier_tries() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def log_in(client: Client, username: str, password: str = PASSWORD, **more: str) -> int:
    return client.post("/accounts/login/", {"login": username, "password": password, **more}).status_code


def is_logged_in(client: Client) -> bool:
    return client.get("/accounts/profile/").status_code == 200


def test_somebody_new_signs_up_and_is_logged_in_as_a_candidate(client: Client) -> None:
    client.post("/accounts/signup/", NEW)
    assert is_logged_in(client)
    assert User.objects.get(username="ada").role == "candidate"


def test_signing_up_cannot_choose_a_role(client: Client) -> None:
    client.post("/accounts/signup/", NEW | {"role": "admin", "is_staff": "1", "is_superuser": "1"})
    assert not User.objects.get(username="ada").is_interviewer


@pytest.mark.parametrize("name", ["admin", "interviewer", "candidate", "Admin"])
def test_names_of_the_demo_log_ins_are_not_given_away(client: Client, name: str) -> None:
    client.post("/accounts/signup/", NEW | {"username": name})
    assert not User.objects.exists()


@pytest.mark.parametrize("password", ["short", "1234567890123", "password123", "ada"])
def test_a_weak_password_is_refused(client: Client, password: str) -> None:
    client.post("/accounts/signup/", NEW | {"password1": password, "password2": password})
    assert not User.objects.exists()


def test_a_right_password_logs_in_and_leads_on(client: Client) -> None:
    make_user(username="ada")
    answer = client.post("/accounts/login/", {"login": "ada", "password": PASSWORD, "next": "/help/"})
    assert answer.headers["Location"] == "/help/"


def test_log_in_never_leads_to_another_site(client: Client) -> None:
    make_user(username="ada")
    answer = client.post(
        "/accounts/login/", {"login": "ada", "password": PASSWORD, "next": "https://evil.example/"}
    )
    assert answer.headers["Location"] == "/"


def test_a_wrong_password_does_not_log_in(client: Client) -> None:
    make_user(username="ada")
    log_in(client, "ada", "a wrong pass phrase")
    assert not is_logged_in(client)


def test_a_closed_account_cannot_log_in(client: Client) -> None:
    make_user(username="ada", is_active=False)
    log_in(client, "ada")
    assert not is_logged_in(client)


def test_guessing_one_account_is_slowed_even_for_the_right_password(client: Client) -> None:
    make_user(username="ada")
    for _ in range(6):
        log_in(client, "ada", "a wrong pass phrase")
    log_in(client, "ada")
    assert not is_logged_in(client)


def test_guessing_from_one_address_is_answered_with_429(client: Client) -> None:
    statuses = [log_in(client, f"nobody-{number}", "a wrong pass phrase") for number in range(35)]
    assert 429 in statuses


def test_logging_out_needs_a_post(client: Client) -> None:
    make_user(username="ada")
    log_in(client, "ada")
    client.get("/accounts/logout/")
    assert is_logged_in(client)
    client.post("/accounts/logout/")
    assert not is_logged_in(client)


def test_a_changed_password_logs_out_everywhere_else(client: Client) -> None:
    make_user(username="ada")
    other = Client()
    log_in(client, "ada")
    log_in(other, "ada")
    changed = {"oldpassword": PASSWORD, "password1": NEW["password1"], "password2": NEW["password1"]}
    assert client.post("/accounts/password/change/", changed).headers["Location"] == "/accounts/profile/"
    assert is_logged_in(client)
    assert not is_logged_in(other)


def test_without_mail_the_page_for_lost_passwords_says_what_to_do(client: Client) -> None:
    assert "manage.py changepassword" in client.get("/accounts/password/reset/").content.decode()


@pytest.mark.parametrize("path", ["/accounts/email/", "/accounts/confirm-email/"])
def test_without_mail_there_are_no_pages_of_addresses(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["login", "signup", "password/reset"])
def test_pages_before_log_in_carry_no_inline_script_or_style(client: Client, path: str) -> None:
    text = client.get(f"/accounts/{path}/").content.decode()
    assert " style=" not in text
    assert "<style" not in text
    assert "<script>" not in text


def test_the_raw_admin_has_no_log_in_page_of_its_own(client: Client) -> None:
    assert client.get("/admin/", follow=True).redirect_chain[-1][0].startswith("/accounts/login/")


def test_interviewers_do_not_enter_the_raw_admin(client: Client) -> None:
    client.force_login(make_user("interviewer"), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/admin/", follow=True).status_code == 403
