"""Where e-mail can be sent: addresses are confirmed, and a lost password is set anew by a link."""

import re
from collections.abc import Iterator

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import clear_url_caches

from accounts.models import User

pytestmark = pytest.mark.django_db
LINK = re.compile(r"http://testserver(/\S+)")
NEW = {
    "email": "ada@example.org",
    "username": "ada",
    "password1": "words of my own",
    "password2": "words of my own",
}


@pytest.fixture(autouse=True)
def with_mail(settings: object) -> Iterator[None]:
    settings.ROOT_URLCONF = "tests.accounts.urls_with_mail"  # type: ignore[attr-defined]
    settings.ACCOUNT_LOGIN_METHODS = {"username", "email"}  # type: ignore[attr-defined]
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"  # type: ignore[attr-defined]
    settings.ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]  # type: ignore[attr-defined]
    cache.clear()
    clear_url_caches()
    yield
    cache.clear()
    clear_url_caches()


def link_of_the_last_mail() -> str:
    found = LINK.search(str(mail.outbox[-1].body))
    assert found, "no link stands in the mail"
    return found.group(1)


def sign_up_and_confirm(client: Client) -> None:
    client.post("/accounts/signup/", NEW)
    client.post(link_of_the_last_mail())


def log_in(client: Client, login: str = "ada") -> None:
    client.post("/accounts/login/", {"login": login, "password": NEW["password1"]})


def is_logged_in(client: Client) -> bool:
    return client.get("/accounts/profile/").status_code == 200


def test_an_address_is_confirmed_before_the_first_log_in(client: Client) -> None:
    client.post("/accounts/signup/", NEW)
    assert not is_logged_in(client)
    assert mail.outbox[-1].to == ["ada@example.org"]
    assert "Confirm your address" in client.get(link_of_the_last_mail()).content.decode()


def test_a_confirmed_account_logs_in_by_name_or_address(client: Client) -> None:
    sign_up_and_confirm(client)
    for login in ("ada", "ada@example.org"):
        other = Client()
        log_in(other, login)
        assert is_logged_in(other)


def test_a_lost_password_is_set_anew_by_a_link_that_works_once(client: Client) -> None:
    sign_up_and_confirm(client)
    client.post("/accounts/logout/")
    client.post("/accounts/password/reset/", {"email": NEW["email"]})
    form = client.get(link_of_the_last_mail(), follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": "other words of mine", "password2": "other words of mine"})
    assert User.objects.get().check_password("other words of mine")
    assert "no longer works" in Client().get(link_of_the_last_mail()).content.decode()


def test_asking_for_a_link_does_not_tell_who_has_an_account(client: Client) -> None:
    sign_up_and_confirm(client)
    known = client.post("/accounts/password/reset/", {"email": NEW["email"]})
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@example.org"})
    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )


def test_an_address_that_has_an_account_is_told_so_by_mail_alone(client: Client) -> None:
    sign_up_and_confirm(client)
    cache.clear()  # Within minutes of a mail there is no other to the same address.
    Client().post("/accounts/signup/", {**NEW, "username": "eve"})
    assert mail.outbox[-1].subject == "[Lossless] You have an account already"
    assert "set a new one here" in str(mail.outbox[-1].body)


def test_an_account_takes_a_second_address_once_it_is_confirmed(client: Client) -> None:
    sign_up_and_confirm(client)
    log_in(client)
    client.post("/accounts/email/", {"action_add": "", "email": "bob@example.org"})
    assert "not confirmed" in client.get("/accounts/email/").content.decode()
    client.post(link_of_the_last_mail())
    client.post("/accounts/email/", {"action_primary": "", "email": "bob@example.org"})
    assert User.objects.get().email == "bob@example.org"


@pytest.mark.parametrize(
    "path", ["/accounts/email/", "/accounts/confirm-email/", "/accounts/password/reset/done/"]
)
def test_pages_of_addresses_are_dressed_like_the_others(client: Client, path: str) -> None:
    sign_up_and_confirm(client)
    log_in(client)
    page = client.get(path).content.decode()
    assert '<header class="topbar">' in page
    assert " style=" not in page


def test_the_profile_leads_to_the_addresses(client: Client) -> None:
    sign_up_and_confirm(client)
    log_in(client)
    assert 'href="/accounts/email/"' in client.get("/accounts/profile/").content.decode()
