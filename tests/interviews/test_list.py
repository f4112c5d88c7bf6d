"""The list of what there is to review."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from interviews.actions import comment, decide
from submissions.models import Submission
from tests.factories import make_submission, make_user, make_version

pytestmark = pytest.mark.django_db

LIST = reverse("interviews:list")


@pytest.fixture
def reviewer(client: Client, interviewer: User) -> Client:
    client.force_login(interviewer)
    return client


def listed(reviewer: Client, **filters: str) -> set[Submission]:
    page = reviewer.get(LIST, filters)
    return {row.entry.submission for row in page.context["listed"].rows}


def test_shared_submissions_are_listed_and_no_others(
    reviewer: Client, candidate: User, interviewer: User
) -> None:
    shared = make_submission(candidate, is_shared=True)
    make_submission(candidate)
    make_submission(interviewer, is_shared=True)
    assert listed(reviewer) == {shared}


def test_an_admin_is_not_shown_more(client: Client, admin: User, candidate: User) -> None:
    client.force_login(admin)
    make_submission(candidate)
    assert listed(client) == set()


def test_candidates_do_not_find_the_list(client: Client, candidate: User) -> None:
    client.force_login(candidate)
    assert client.get(LIST).status_code == 404


def test_nobody_is_sent_to_the_log_in(client: Client) -> None:
    assert client.get(LIST).url.startswith(reverse("account_login"))


def test_the_list_is_filtered_by_problem(reviewer: Client, candidate: User) -> None:
    one, two = (make_submission(candidate, make_version(slug), is_shared=True) for slug in ("one", "two"))
    assert listed(reviewer, problem="two") == {two}
    assert listed(reviewer) == {one, two}


def test_the_list_is_filtered_by_the_last_verdict(reviewer: Client, candidate: User) -> None:
    done = {"state": "done", "verdict": "AC"}
    accepted = make_submission(candidate, is_shared=True, judged=done)
    make_submission(candidate, is_shared=True, judged={**done, "verdict": "WA"})
    make_submission(candidate, is_shared=True)
    assert listed(reviewer, verdict="AC") == {accepted}


def test_the_list_is_filtered_by_candidate(reviewer: Client, candidate: User) -> None:
    make_submission(candidate, is_shared=True)
    hers = make_submission(make_user(username="grace"), is_shared=True)
    assert listed(reviewer, author="grac") == {hers}


def test_the_list_is_filtered_by_ones_own_decision(
    reviewer: Client, candidate: User, interviewer: User, admin: User
) -> None:
    mine, theirs = (make_submission(candidate, is_shared=True) for _ in range(2))
    decide(submission=mine, reviewer=interviewer, decision="yes", note="")
    decide(submission=theirs, reviewer=admin, decision="no", note="")
    assert listed(reviewer, decided="yes") == {mine}
    assert listed(reviewer, decided="no") == {theirs}


def test_a_filter_that_makes_no_sense_filters_nothing(reviewer: Client, candidate: User) -> None:
    shared = make_submission(candidate, is_shared=True)
    assert listed(reviewer, problem="no-such", verdict="XX", decided="perhaps", page="x") == {shared}


def test_filters_stay_on_the_next_page(reviewer: Client, candidate: User) -> None:
    version = make_version("one")
    for _ in range(26):
        make_submission(candidate, version, is_shared=True)
    assert "?page=2&amp;problem=one" in reviewer.get(LIST, {"problem": "one"}).content.decode()


@pytest.mark.parametrize("count", [1, 6])
def test_the_list_costs_the_same_queries_for_one_and_many(
    reviewer: Client,
    candidate: User,
    interviewer: User,
    count: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    version = make_version()
    for _ in range(count):
        shared = make_submission(candidate, version, is_shared=True)
        comment(submission=shared, author=interviewer, line=1, text="why?")
    with django_assert_max_num_queries(10):
        assert len(listed(reviewer)) == count


def test_an_empty_list_says_how_it_gets_filled(reviewer: Client) -> None:
    assert "No candidate has shared a submission yet" in reviewer.get(LIST).content.decode()
