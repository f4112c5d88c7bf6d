"""The workspace's page: what stands where, for whom, and at what cost."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from submissions.actions import save_draft
from tests.factories import make_submission, make_trial, make_version

pytestmark = pytest.mark.django_db


def workspace(slug: str, query: str = "") -> str:
    return reverse("submissions:workspace", args=[slug]) + query


def page(client: Client, slug: str, query: str = "") -> str:
    response = client.get(workspace(slug, query))
    assert response.status_code == 200
    return response.content.decode()


def test_a_first_visit_shows_the_statement_and_the_starter_code(client: Client, candidate: User) -> None:
    client.force_login(candidate)
    html = page(client, make_version("first").problem.slug)
    assert "What you implement" in html
    assert "def compress(data):" in html
    assert "No result yet" in html


def test_the_statement_comes_in_the_readers_language(client: Client, candidate: User) -> None:
    version = make_version()
    client.force_login(candidate)
    html = client.get(workspace(version.problem.slug), headers={"Accept-Language": "zh-CN"}).content.decode()
    assert "要实现什么" in html
    assert "What you implement" not in html


def test_a_reader_without_an_account_sees_statement_and_starter_but_no_form(client: Client) -> None:
    html = page(client, make_version().problem.slug)
    assert "What you implement" in html
    assert "compress" in html
    assert reverse("account_login") in html
    assert "<textarea" not in html


def test_a_reader_without_an_account_is_not_shown_the_editorial(client: Client) -> None:
    html = page(client, make_version().problem.slug, "?tab=editorial&open=1")
    assert "The secret of the reference" not in html


def test_the_draft_takes_the_place_of_the_starter(client: Client, candidate: User) -> None:
    version = make_version()
    save_draft(user=candidate, problem=version.problem, language="python3", source="# mine", revision=0)
    client.force_login(candidate)
    assert "# mine</textarea>" in page(client, version.problem.slug)


def test_an_earlier_submission_is_loaded_beside_the_draft_which_stays(
    client: Client, candidate: User
) -> None:
    submission = make_submission(candidate, source="# handed in")
    client.force_login(candidate)
    html = page(client, submission.version.problem.slug, f"?from={submission.pk}")
    assert "# handed in</textarea>" in html


def test_code_of_somebody_else_is_never_loaded(
    client: Client, candidate: User, other_candidate: User
) -> None:
    submission = make_submission(other_candidate, source="# not yours")
    client.force_login(candidate)
    assert "not yours" not in page(client, submission.version.problem.slug, f"?from={submission.pk}")


def test_hints_are_opened_one_by_one(client: Client, candidate: User) -> None:
    client.force_login(candidate)
    html = page(client, make_version().problem.slug, "?tab=hints")
    assert html.count('<details class="hint"') == 2


def test_the_editorial_waits_for_an_accepted_submission(client: Client, candidate: User) -> None:
    version = make_version()
    client.force_login(candidate)
    assert "The secret of the reference" not in page(client, version.problem.slug, "?tab=editorial")
    make_submission(candidate, version, judged={"verdict": "AC", "state": "done", "score": 80.0})
    assert "The secret of the reference" in page(client, version.problem.slug, "?tab=editorial")


def test_the_editorial_opens_on_request(client: Client, candidate: User) -> None:
    client.force_login(candidate)
    html = page(client, make_version().problem.slug, "?tab=editorial&open=1")
    assert "The secret of the reference" in html


def test_coming_back_shows_the_result_of_what_was_sent_last(client: Client, candidate: User) -> None:
    submission = make_submission(candidate)
    client.force_login(candidate)
    assert reverse("submissions:panel", args=[submission.pk]) in page(client, submission.version.problem.slug)
    trial = make_trial(candidate, submission.version)
    assert reverse("submissions:trial_panel", args=[trial.pk]) in page(
        client, submission.version.problem.slug
    )


def test_the_result_of_somebody_else_does_not_exist_here(
    client: Client, candidate: User, other_candidate: User
) -> None:
    submission = make_submission(other_candidate, is_shared=True)
    client.force_login(candidate)
    url = workspace(submission.version.problem.slug, f"?submission={submission.pk}")
    assert client.get(url).status_code == 404


def test_it_says_so_while_the_hidden_data_are_being_built(client: Client, candidate: User) -> None:
    client.force_login(candidate)
    assert "is being prepared" in page(client, make_version(is_ready=False).problem.slug)


def test_a_problem_without_a_published_version_does_not_exist(client: Client, candidate: User) -> None:
    version = make_version(state="draft")
    client.force_login(candidate)
    assert client.get(workspace(version.problem.slug)).status_code == 404


@pytest.mark.parametrize("tab", ["statement", "hints", "editorial", "history"])
def test_no_tab_takes_more_than_twelve_queries(
    client: Client, candidate: User, django_assert_max_num_queries: object, tab: str
) -> None:
    version = make_version()
    for _ in range(8):
        make_submission(candidate, version, judged={"verdict": "AC", "state": "done"})
    client.force_login(candidate)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        page(client, version.problem.slug, f"?tab={tab}")
