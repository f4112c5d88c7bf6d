"""API tokens: shown once, kept as a hash, revocable, each with its scope."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import ApiToken, AuditEntry, User
from accounts.tokens import key_hash
from tests.factories import make_user

pytestmark = pytest.mark.django_db
KEY = re.compile(r"lossless_[\w-]{43}")


@pytest.fixture
def user() -> User:
    return make_user()


@pytest.fixture
def page(client: Client, user: User) -> Client:
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def make(page: Client, scope: str = "submit") -> str:
    answer = page.post("/accounts/tokens/", {"name": "laptop", "scope": scope})
    found = KEY.search(answer.content.decode())
    assert found, "no key stands in the answer"
    return found.group()


def test_the_key_is_shown_once(page: Client) -> None:
    key = make(page)
    assert key not in page.get("/accounts/tokens/").content.decode()


def test_the_page_with_the_key_is_not_kept_by_the_browser(page: Client) -> None:
    answer = page.post("/accounts/tokens/", {"name": "laptop", "scope": "read"})
    assert "no-store" in answer.headers["Cache-Control"]


def test_only_the_hash_of_the_key_is_kept(page: Client, user: User) -> None:
    key = make(page)
    token = user.api_tokens.get()
    assert token.hash == key_hash(key)
    assert key not in str(vars(token))


def test_a_key_finds_its_token_and_a_wrong_one_none(page: Client, user: User) -> None:
    key = make(page)
    assert ApiToken.objects.with_key(key) == user.api_tokens.get()
    assert ApiToken.objects.with_key(key + "x") is None


def test_a_revoked_key_finds_nothing(page: Client, user: User) -> None:
    key = make(page)
    page.post(f"/accounts/tokens/{user.api_tokens.get().pk}/revoke/")
    assert ApiToken.objects.with_key(key) is None


def test_the_key_of_a_closed_account_finds_nothing(page: Client, user: User) -> None:
    key = make(page)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert ApiToken.objects.with_key(key) is None


def test_the_token_of_somebody_else_cannot_be_revoked(page: Client) -> None:
    token, _key = ApiToken.objects.issue(make_user(), "theirs", "read")
    assert page.post(f"/accounts/tokens/{token.pk}/revoke/").status_code == 404
    token.refresh_from_db()
    assert token.revoked_at is None


def test_tokens_of_others_are_not_listed(page: Client) -> None:
    ApiToken.objects.issue(make_user(), "not for you", "read")
    assert "not for you" not in page.get("/accounts/tokens/").content.decode()


def test_a_candidate_cannot_have_the_scope_of_admins(page: Client, user: User) -> None:
    answer = page.post("/accounts/tokens/", {"name": "laptop", "scope": "admin"})
    assert not KEY.search(answer.content.decode())
    assert not user.api_tokens.exists()


@pytest.mark.parametrize(("scope", "covered"), [("read", 1), ("submit", 2), ("admin", 3)])
def test_a_scope_covers_those_before_it(user: User, scope: str, covered: int) -> None:
    token, _key = ApiToken.objects.issue(user, "laptop", scope)
    assert [token.allows(wanted) for wanted in ("read", "submit", "admin")] == [True] * covered + [False] * (
        3 - covered
    )


def test_last_use_is_noted_once_a_minute(user: User) -> None:
    token, _key = ApiToken.objects.issue(user, "laptop", "read")
    earlier = timezone.now() - timedelta(seconds=30)
    ApiToken.objects.note_use(token)
    ApiToken.objects.filter(pk=token.pk).update(last_used_at=earlier)
    ApiToken.objects.note_use(token)
    token.refresh_from_db()
    assert token.last_used_at == earlier


def test_making_and_revoking_are_kept_in_the_audit_log(page: Client, user: User) -> None:
    make(page)
    page.post(f"/accounts/tokens/{user.api_tokens.get().pk}/revoke/")
    assert set(AuditEntry.objects.values_list("action", flat=True)) == {"token.issued", "token.revoked"}


@pytest.mark.parametrize("path", ["/accounts/tokens/", "/accounts/profile/"])
def test_nobody_sees_a_page_of_an_account_without_logging_in(client: Client, path: str) -> None:
    assert client.get(path).headers["Location"] == f"/accounts/login/?next={path}"
