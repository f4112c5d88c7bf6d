"""Language and theme: account, then cookie, then browser; `?lang=` for links."""

import pytest
from django.test import Client

from accounts.models import User
from accounts.preferences import language_code
from tests.factories import make_user

pytestmark = pytest.mark.django_db
HELP = "/help/"


def html_tag(client: Client, path: str = HELP, **extra: str) -> str:
    text = client.get(path, **extra).content.decode()  # type: ignore[arg-type]
    return text[text.index("<html") : text.index(">", text.index("<html")) + 1]


@pytest.fixture
def user(client: Client) -> User:
    made = make_user()
    client.force_login(made, backend="django.contrib.auth.backends.ModelBackend")
    return made


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("zh", "zh-hans"),
        ("zh-CN", "zh-hans"),
        ("zh-Hans", "zh-hans"),
        ("en-GB", "en"),
        ("fr", None),
        ("", None),
        (None, None),
    ],
)
def test_a_language_is_understood_by_its_usual_names(said: str | None, code: str | None) -> None:
    assert language_code(said) == code


@pytest.mark.parametrize("said", ["x" * 600, "../../etc", "en\x00", "�"])
def test_nonsense_is_no_language(said: str) -> None:
    assert language_code(said) is None


def test_the_browser_chooses_when_nobody_else_did(client: Client) -> None:
    assert 'lang="zh-Hans"' in html_tag(client, HTTP_ACCEPT_LANGUAGE="zh-CN,zh;q=0.9,en;q=0.5")
    assert 'lang="en"' in html_tag(client, HTTP_ACCEPT_LANGUAGE="fr")


def test_the_cookie_stands_above_the_browser(client: Client) -> None:
    client.post("/accounts/preferences/", {"language": "zh-hans"})
    assert 'lang="zh-Hans"' in html_tag(client, HTTP_ACCEPT_LANGUAGE="en")


def test_the_account_stands_above_the_cookie(client: Client, user: User) -> None:
    client.post("/accounts/preferences/", {"language": "zh-hans"})
    User.objects.filter(pk=user.pk).update(language="en")
    assert 'lang="en"' in html_tag(client)


def test_a_link_can_ask_for_a_language(client: Client, user: User) -> None:
    User.objects.filter(pk=user.pk).update(language="en")
    assert 'lang="zh-Hans"' in html_tag(client, f"{HELP}?lang=zh-Hans")


def test_the_language_of_a_link_stays_without_an_account(client: Client) -> None:
    client.get(f"{HELP}?lang=zh-Hans")
    assert 'lang="zh-Hans"' in html_tag(client)


def test_an_unknown_language_in_a_link_changes_nothing(client: Client) -> None:
    assert 'lang="en"' in html_tag(client, f"{HELP}?lang=tlh")


def test_answers_say_their_language_and_on_what_it_depends(client: Client) -> None:
    answer = client.get(HELP, headers={"Accept-Language": "zh"})
    assert answer.headers["Content-Language"] == "zh-Hans"
    assert {"Cookie", "Accept-Language"} <= {part.strip() for part in answer.headers["Vary"].split(",")}


def test_an_unchanged_page_is_answered_with_304_in_its_own_language_only(client: Client) -> None:
    tag = client.get(HELP, headers={"Accept-Language": "en"}).headers["ETag"]
    same = client.get(HELP, headers={"Accept-Language": "en", "If-None-Match": tag})
    other = client.get(HELP, headers={"Accept-Language": "zh", "If-None-Match": tag})
    assert (same.status_code, other.status_code) == (304, 200)


def test_preferences_of_an_account_are_kept_in_it(client: Client, user: User) -> None:
    client.post("/accounts/preferences/", {"language": "zh-hans", "theme": "dark"})
    user.refresh_from_db()
    assert (user.language, user.theme) == ("zh-hans", "dark")


def test_the_server_renders_the_theme_so_that_nothing_flashes(client: Client) -> None:
    client.post("/accounts/preferences/", {"theme": "dark"})
    assert 'data-theme="dark"' in html_tag(client)
    client.post("/accounts/preferences/", {"theme": "system"})
    assert "data-theme" not in html_tag(client)


def test_an_unknown_theme_changes_nothing(client: Client, user: User) -> None:
    client.post("/accounts/preferences/", {"theme": '"><script>'})
    user.refresh_from_db()
    assert user.theme == ""


def test_the_switch_leads_back_to_the_page(client: Client) -> None:
    answer = client.post("/accounts/preferences/", {"theme": "dark", "next": "/help/?a=1"})
    assert answer.headers["Location"] == "/help/?a=1"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_the_switch_never_leads_to_another_site(client: Client, elsewhere: str) -> None:
    answer = client.post("/accounts/preferences/", {"theme": "dark", "next": elsewhere})
    assert answer.headers["Location"] == "/"


def test_another_site_cannot_change_an_account(user: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    answer = strict.post("/accounts/preferences/", {"theme": "dark"})
    user.refresh_from_db()
    assert (answer.status_code, user.theme) == (403, "")


def test_preferences_are_only_changed_by_post(client: Client) -> None:
    assert client.get("/accounts/preferences/?theme=dark").status_code == 405


def test_the_profile_keeps_name_language_and_theme(client: Client, user: User) -> None:
    client.post("/accounts/profile/", {"name": "Ada", "language": "zh-hans", "theme": "light"})
    user.refresh_from_db()
    assert (user.name, user.language, user.theme) == ("Ada", "zh-hans", "light")


def test_the_profile_cannot_give_itself_a_role(client: Client, user: User) -> None:
    client.post(
        "/accounts/profile/",
        {"name": "Ada", "language": "", "theme": "light", "role": "admin", "is_active": ""},
    )
    user.refresh_from_db()
    assert (user.role, user.is_active) == ("candidate", True)
