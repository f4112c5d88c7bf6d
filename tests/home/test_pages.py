"""The frame of every page, and the pages for when something is wrong."""

from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client

from accounts.models import User
from home import context

pytestmark = pytest.mark.django_db


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def test_a_page_that_is_not_there_offers_ways_on(client: Client) -> None:
    page = text(client, "/nowhere/", 404)
    assert 'href="/problems/"' in page
    assert 'href="/accounts/login/?next=/nowhere/"' in page


def test_a_page_for_a_higher_role_says_whose_it_is(client: Client, candidate: User) -> None:
    client.force_login(candidate, backend="django.contrib.auth.backends.ModelBackend")
    page = text(client, "/manage/problems/", 403)
    assert "This page is for admins" in page
    assert candidate.username in page


def test_a_form_without_its_token_is_explained(candidate: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(candidate, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post("/accounts/profile/", {"name": "x"})
    assert answer.status_code == 403
    assert "Nothing was changed" in answer.content.decode()


def test_the_page_for_the_sites_own_mistakes_needs_nothing_of_the_site() -> None:
    assert "The site made a mistake" in render_to_string("500.html")


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("candidate", {"/problems/", "/submissions/"}),
        ("interviewer", {"/problems/", "/submissions/", "/review/"}),
        ("admin", {"/problems/", "/submissions/", "/review/", "/manage/problems/"}),
    ],
)
def test_each_role_finds_its_sections_in_the_bar(
    client: Client, request: pytest.FixtureRequest, role: str, seen: set[str]
) -> None:
    client.force_login(request.getfixturevalue(role), backend="django.contrib.auth.backends.ModelBackend")
    bar = text(client, "/help/").split('<nav class="sections"')[1].split("</nav>")[0]
    assert {
        path for path in ("/problems/", "/submissions/", "/review/", "/manage/problems/") if path in bar
    } == seen


def test_the_section_one_is_in_is_marked(client: Client) -> None:
    assert '<a href="/problems/" aria-current="true">' in text(client, "/problems/")


def test_pages_for_everyone_are_the_same_twice_and_set_no_cookie(client: Client) -> None:
    first, second = client.get("/help/"), client.get("/help/")
    assert first.content == second.content
    assert not second.cookies


def test_log_ins_of_a_demo_are_only_mentioned_in_a_demo(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "demo.json"
    monkeypatch.setattr(context, "demo_file", lambda: file)
    assert "This is a demo" not in text(client, "/")
    file.write_text("{}")
    assert "This is a demo" in text(client, "/")


@pytest.mark.parametrize("path", ["/", "/help/", "/problems/", "/accounts/login/", "/nowhere/"])
def test_pages_forbid_inline_scripts_and_styles_and_have_none(client: Client, path: str) -> None:
    answer = client.get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert " style=" not in answer.content.decode()


@pytest.mark.parametrize("path", ["/", "/help/"])
def test_start_and_help_are_only_read(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405


def test_help_explains_every_verdict(client: Client) -> None:
    page = text(client, "/help/")
    assert all(
        f"{word}</span>" in page for word in ("AC", "WA", "TLE", "MLE", "OLE", "RTE", "SV", "CE", "JE")
    )
