"""The list of problems: in the reader's language, cheap, and unchanged when nothing changed."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.factories import make_ready, make_version

pytestmark = pytest.mark.django_db
URL = "/problems/"


def html(client: Client, **headers: str) -> str:
    response = client.get(URL, headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def test_everyone_sees_published_problems_with_title_summary_and_families(client: Client) -> None:
    version = make_version("listed")
    page = html(client)
    assert "Small problem listed" in page
    assert "Two functions." in page
    assert "1 scored kind of data: Words" in page
    assert reverse("submissions:workspace", args=[version.problem.slug]) in page


def test_the_title_comes_in_the_readers_language(client: Client) -> None:
    make_version("listed")
    page = html(client, accept_language="zh-CN")
    assert "小题 listed" in page
    assert "两个函数。" in page


def test_a_problem_whose_data_are_not_built_says_so(client: Client) -> None:
    version = make_version(is_ready=False)
    assert "preparing data" in html(client)
    make_ready(version)
    assert "preparing data" not in html(client)


def test_a_draft_is_not_on_the_list(client: Client) -> None:
    make_version("hidden", state="draft")
    assert "Small problem hidden" not in html(client)


def test_the_number_of_queries_does_not_grow_with_the_rows(
    client: Client, candidate: User, django_assert_max_num_queries: object
) -> None:
    client.force_login(candidate)
    for _ in range(12):
        make_version()
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        html(client)


def test_an_unchanged_list_is_answered_with_304(client: Client) -> None:
    make_version()
    html(client)
    etag = client.get(URL)["ETag"]
    assert client.get(URL, headers={"If-None-Match": etag}).status_code == 304


def test_another_language_or_problem_gives_another_etag(client: Client, candidate: User) -> None:
    make_version()
    etag = client.get(URL)["ETag"]
    assert client.get(URL, headers={"Accept-Language": "zh-CN"})["ETag"] != etag
    make_version()
    changed = client.get(URL)["ETag"]
    client.force_login(candidate)
    assert len({etag, changed, client.get(URL)["ETag"]}) == 3
