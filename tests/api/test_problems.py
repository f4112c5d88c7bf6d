import base64
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from problems.models import DRAFT, Problem
from tests.factories import make_version
from tests.small_package import STARTER

pytestmark = pytest.mark.django_db

PROBLEMS = "/api/v1/problems/"


def test_the_list_names_each_problem_in_the_readers_language(caller: Client) -> None:
    slug = make_version("one").problem.slug
    (found,) = caller.get(PROBLEMS).json()["results"]
    assert (found["slug"], found["title"], found["is_ready"]) == (slug, "Small problem one", True)
    assert [family["title"] for family in found["families"]] == ["Words", "Noise"]
    (chinese,) = caller.get(PROBLEMS, headers={"Accept-Language": "zh-CN"}).json()["results"]
    assert chinese["title"] == "小题 one"


def test_the_list_costs_the_same_queries_for_one_problem_and_many(
    caller: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(5):
        make_version()
    with django_assert_max_num_queries(4):
        assert len(caller.get(PROBLEMS).json()["results"]) == 5


def test_a_list_comes_in_pages(caller: Client) -> None:
    slugs = sorted(make_version().problem.slug for _ in range(3))
    first = caller.get(PROBLEMS, {"limit": 2}).json()
    second = caller.get(first["next"]).json()
    assert [each["slug"] for each in first["results"] + second["results"]] == slugs
    assert second["next"] is None


def test_a_problem_is_read_with_statement_starter_and_limits(caller: Client) -> None:
    make_version("one")
    found = caller.get(PROBLEMS + "one/").json()
    assert "Two functions." in found["statement"]["markdown"]
    assert found["starter"] == {"python3": STARTER}
    assert found["limits"]["code_bytes"] == 1024
    assert [each["name"] for each in found["entry_points"]] == ["compress", "decompress"]


def test_the_statement_comes_in_the_asked_language(caller: Client) -> None:
    make_version("one")
    statement = caller.get(PROBLEMS + "one/", headers={"Accept-Language": "zh-CN"}).json()["statement"]
    assert statement["language"] == "zh-Hans"
    assert "两个函数" in statement["markdown"]


def test_an_unchanged_problem_is_not_sent_again(caller: Client) -> None:
    make_version("one")
    etag = caller.get(PROBLEMS + "one/")["ETag"]
    again = caller.get(PROBLEMS + "one/", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


def test_another_language_and_a_new_version_are_other_etags(caller: Client) -> None:
    make_version("one")
    etags = {caller.get(PROBLEMS + "one/")["ETag"]}
    etags.add(caller.get(PROBLEMS + "one/", headers={"Accept-Language": "zh-CN"})["ETag"])
    make_version("one", version="2")
    etags.add(caller.get(PROBLEMS + "one/")["ETag"])
    assert len(etags) == 3


def test_samples_come_byte_for_byte(caller: Client) -> None:
    make_version("one")
    (sample,) = caller.get(PROBLEMS + "one/samples/").json()
    assert (sample["name"], sample["bytes"]) == ("hello.txt", 12)
    assert base64.b64decode(sample["content"]) == b"hello, hello"


@pytest.mark.parametrize("place", ["", "samples/"])
def test_a_problem_without_a_published_version_is_not_there(
    as_user: Callable[..., Client], admin: User, place: str
) -> None:
    make_version("one", state=DRAFT)
    assert Problem.objects.filter(slug="one").exists()
    assert as_user(admin).get(PROBLEMS + "one/" + place).status_code == 404


@pytest.mark.parametrize("place", ["", "one/", "one/samples/"])
def test_problems_want_somebody_and_only_get(client: Client, caller: Client, place: str) -> None:
    make_version("one")
    assert client.get(PROBLEMS + place).status_code == 401
    assert caller.post(PROBLEMS + place).status_code == 405
