"""The start page: the idea, the problems with one's best, and where to go on."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from home.start import start_for
from submissions.models import Draft
from tests.factories import make_submission, make_user, make_version, make_version_of
from tests.judge.test_tasks import function_files

pytestmark = pytest.mark.django_db


def accepted(author: User, version: object, score: float) -> object:
    return make_submission(author, version, judged={"state": "done", "verdict": "AC", "score": score})  # type: ignore[arg-type]


def test_everyone_sees_the_published_problems(client: Client) -> None:
    version = make_version()
    make_version(state="draft")
    text = client.get("/").content.decode()
    assert f"/problems/{version.problem.slug}/" in text
    assert len(start_for(make_user()).problems) == 1


def test_a_problem_of_functions_has_no_bar_before_and_a_score_after(client: Client, candidate: User) -> None:
    version = make_version_of(function_files(), "totals")
    assert client.get("/").status_code == 200
    client.force_login(candidate)
    assert "score-bar" not in client.get("/").content.decode()
    accepted(candidate, version, 71.0)
    html = client.get("/").content.decode()
    assert "score 71.0 of 100" in html
    assert "Size or score" in html


def test_without_a_problem_the_page_says_so(client: Client) -> None:
    assert "No problem is published yet" in client.get("/").content.decode()


def test_the_best_accepted_score_of_the_reader_stands_beside_the_problem(candidate: User) -> None:
    version = make_version()
    accepted(candidate, version, 41.0)
    best = accepted(candidate, version, 81.3)
    accepted(candidate, version, 60.0)
    line = start_for(candidate).problems[0]
    assert line.best is not None
    assert line.best.submission == best


@pytest.mark.parametrize("verdict", ["WA", "TLE", "JE", ""])
def test_what_was_not_accepted_is_no_best(candidate: User, verdict: str) -> None:
    make_submission(candidate, judged={"state": "done", "verdict": verdict, "score": 70.0})
    assert start_for(candidate).problems[0].best is None


def test_the_score_of_somebody_else_is_not_shown(candidate: User, other_candidate: User) -> None:
    accepted(other_candidate, make_version(), 81.3)
    start = start_for(candidate)
    assert start.problems[0].best is None
    assert start.is_new


def test_scores_of_another_version_are_not_mixed_in(candidate: User) -> None:
    accepted(candidate, make_version("words"), 81.3)
    make_version("words", version="2")
    assert start_for(candidate).problems[0].best is None


def test_the_reader_goes_on_with_the_draft_saved_last(client: Client, candidate: User) -> None:
    for version in (make_version(), make_version()):
        Draft.objects.create(user=candidate, problem=version.problem, language="python3", source="x")
    start = start_for(candidate)
    assert start.draft is not None
    assert start.draft.problem == version.problem


def test_the_latest_submission_is_named_with_its_state(client: Client, candidate: User) -> None:
    make_submission(candidate)
    client.force_login(candidate, backend="django.contrib.auth.backends.ModelBackend")
    text = client.get("/").content.decode()
    assert "Your latest submission" in text
    assert "queued" in text


def test_somebody_new_is_led_to_the_first_problem(client: Client, candidate: User) -> None:
    version = make_version()
    client.force_login(candidate, backend="django.contrib.auth.backends.ModelBackend")
    assert (
        f'class="button primary" href="/problems/{version.problem.slug}/"' in client.get("/").content.decode()
    )


def test_the_plane_waits_until_library_codecs_were_measured() -> None:
    version = make_version()
    line = start_for(make_user()).problems[0]
    assert line.plane == []
    family = version.package.scored_families[0].name
    peer = {
        "name": "zlib",
        "family": family,
        "ratio": 2.1,
        "compress_speed_ratio": 50,
        "decompress_speed_ratio": 90,
    }
    line.version.peers = [peer]
    assert [point.name for point in line.plane] == ["Reference", "zlib"]


def test_the_page_takes_at_most_twelve_queries_however_many_problems(
    client: Client, candidate: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(4):
        version = make_version()
        accepted(candidate, version, 70.0)
        Draft.objects.create(user=candidate, problem=version.problem, language="python3", source="x")
    client.force_login(candidate, backend="django.contrib.auth.backends.ModelBackend")
    with django_assert_max_num_queries(12):
        assert client.get("/").status_code == 200
