"""Programming languages on the site: what is offered, what is kept, what never mixes."""

import json
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from judge.languages import LANGUAGES
from problems.models import ProblemVersion
from submissions.actions import save_draft, submit
from submissions.code import LEXERS
from submissions.languages import language_name, offered
from submissions.models import Draft, Submission, Trial
from submissions.panels import SubmissionPanel
from submissions.refusals import Refused
from tests.factories import make_submission, make_version
from tests.judge_messages import figures
from tests.submissions.languages import BOTH, C_STARTER, judge_says, two_languages

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(monkeypatch: pytest.MonkeyPatch) -> ProblemVersion:
    return two_languages(make_version(), monkeypatch)


@pytest.fixture
def both() -> Any:
    yield from judge_says(languages=BOTH)


@pytest.fixture
def python_alone() -> Any:
    yield from judge_says(languages=["python3"])


def page(client: Client, version: ProblemVersion, query: str = "") -> str:
    return client.get(reverse("submissions:workspace", args=[version.problem.slug]) + query).content.decode()


def send(client: Client, version: ProblemVersion, what: str, **fields: str) -> Any:
    data = {"language": "c", "source": "int x;", "idempotency_key": "k", **fields}
    return client.post(reverse(f"submissions:{what}", args=[version.problem.slug]), data)


def test_languages_are_called_as_the_judge_calls_them_and_their_words_are_translated() -> None:
    with override("en"):
        assert {name: language_name(name) for name in LANGUAGES} == {
            name: language.title for name, language in LANGUAGES.items()
        }
    with override("zh-hans"):
        worded = [title for title in map(language_name, LANGUAGES) if " with " in title]
    assert worded == []


def test_without_a_judge_only_what_every_judge_speaks_is_offered(version: ProblemVersion) -> None:
    assert offered(version) == ("python3",)


def test_a_language_is_offered_when_a_judge_has_passed_its_self_test(
    version: ProblemVersion, both: None
) -> None:
    assert offered(version) == ("python3", "c")


def test_a_judge_that_is_not_fit_offers_nothing(version: ProblemVersion) -> None:
    for _ in judge_says(languages=BOTH, selftest={"ok": False}):
        assert offered(version) == ("python3",)


def test_a_language_that_no_judge_speaks_is_refused_at_the_door(
    candidate: User, version: ProblemVersion, python_alone: None
) -> None:
    with pytest.raises(Refused, match="No judge that runs now can judge C") as refused:
        submit(author=candidate, version=version, language="c", source="int x;", idempotency_key="k")
    assert refused.value.code == "language_unavailable"
    assert not Submission.objects.exists()


def test_the_api_says_so_as_a_problem(client: Client, candidate: User, version: ProblemVersion) -> None:
    client.force_login(candidate)
    body = {"problem": version.problem.slug, "language": "c", "source": "int x;"}
    response = client.post("/api/v1/submissions/", json.dumps(body), content_type="application/json")
    assert (response.status_code, response.json()["code"]) == (409, "language_unavailable")
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["errors"][0]["pointer"] == "#/language"


def test_the_workspace_lets_one_choose_among_several(
    client: Client, candidate: User, version: ProblemVersion, both: None
) -> None:
    client.force_login(candidate)
    html = page(client, version)
    assert '<option value="python3" selected>' in html
    assert '<option value="c">C</option>' in html
    assert 'accept=".py,text/plain"' in html


def test_with_one_language_there_is_no_choice(
    client: Client, candidate: User, version: ProblemVersion, python_alone: None
) -> None:
    client.force_login(candidate)
    assert "data-language-choice" not in page(client, version)


def test_another_language_has_its_own_starter_and_suffix(
    client: Client, candidate: User, version: ProblemVersion, both: None
) -> None:
    client.force_login(candidate)
    html = page(client, version, "?language=c&switched=1")
    assert C_STARTER.strip() in unescape(html)
    assert 'accept=".c,text/plain"' in html
    assert "Nothing is lost" in html


def test_switching_keeps_both_texts(
    client: Client, candidate: User, version: ProblemVersion, both: None
) -> None:
    client.force_login(candidate)
    answer = send(client, version, "save", language="python3", source="# py", next_language="c", revision="0")
    assert answer.url.endswith("language=c&switched=1")
    send(client, version, "save", source="int c;", revision="0")
    texts = {draft.language: draft.source for draft in Draft.objects.all()}
    assert texts == {"python3": "# py", "c": "int c;"}
    assert "# py</textarea>" in page(client, version, "?language=python3")
    assert "int c;</textarea>" in page(client, version)


def test_a_draft_stays_in_sight_when_its_judge_is_gone(
    client: Client, candidate: User, version: ProblemVersion, python_alone: None
) -> None:
    save_draft(user=candidate, problem=version.problem, language="c", source="int c;", revision=0)
    client.force_login(candidate)
    html = page(client, version)
    assert "int c;</textarea>" in html
    assert "C (no judge now)" in html


def test_run_and_submit_take_the_chosen_language(
    client: Client, candidate: User, version: ProblemVersion, both: None
) -> None:
    client.force_login(candidate)
    send(client, version, "run")
    send(client, version, "submit", revision="1")
    assert Trial.objects.get().to_job().language == "c"
    submission = Submission.objects.get()
    assert submission.judging.to_job().language == "c"
    assert (Trial.objects.get().route, submission.judging.route) == ("trials.c", "submissions.c")


def test_a_submission_is_loaded_into_its_own_language(
    client: Client, candidate: User, version: ProblemVersion, both: None
) -> None:
    submission = make_submission(candidate, version, language="c", source="int old;")
    client.force_login(candidate)
    html = page(client, version, f"?from={submission.pk}")
    assert "int old;</textarea>" in html
    assert '<input type="hidden" name="language" value="c">' in html


def test_the_code_is_shown_in_colours_and_downloaded_with_its_suffix(
    client: Client, candidate: User, version: ProblemVersion
) -> None:
    submission = make_submission(candidate, version, language="c", source="int x;")
    client.force_login(candidate)
    html = client.get(reverse("submissions:detail", args=[submission.pk])).content.decode()
    assert '<span class="tok-kt">int</span>' in html
    assert "C (compiled)" in html
    answer = client.get(reverse("submissions:source", args=[submission.pk]))
    assert answer.content == b"int x;"
    assert answer["Content-Disposition"].endswith('.c"')
    assert answer["Content-Type"].startswith("text/plain")


def test_the_source_is_for_those_who_may_see_it(
    client: Client, candidate: User, other_candidate: User
) -> None:
    submission = make_submission(candidate)
    client.force_login(other_candidate)
    assert client.get(reverse("submissions:source", args=[submission.pk])).status_code == 404


def test_two_classes_are_told_apart_and_not_subtracted(
    client: Client, candidate: User, version: ProblemVersion
) -> None:
    judged = {"state": "done", "verdict": "AC", "score": 80.0}
    pair = [make_submission(candidate, version, language=each, judged=judged) for each in ("python3", "c")]
    client.force_login(candidate)
    html = client.get(reverse("submissions:compare", args=[each.pk for each in pair])).content.decode()
    assert "A is interpreted, B is compiled" in html
    assert "+0.0" not in html


def test_peers_and_references_are_those_of_the_class(
    client: Client, candidate: User, version: ProblemVersion
) -> None:
    peer = {"name": "zlib-6", "family": "words", "ratio": 2.0, "decompress_speed_ratio": 1.0}
    version.peers = [{**peer, "compress_speed_ratio": 50.0}]
    version.peers += [{**peer, "compress_speed_ratio": 3.0, "speed_class": "compiled"}]
    version.baseline |= {"compiled": {"words": {"ratio": 9.0, "bits_per_byte": 0.9}}}
    version.save()
    shown = {}
    for language in BOTH:
        submission = make_submission(candidate, version, language=language, judged={"state": "done"})
        row = figures(reference_ratio=None)
        submission.judging.results.create(family="words", split="board", figures=row)
        shown[language] = panel_of(submission)
    assert [shown[each].peers[0].compress for each in BOTH] == pytest.approx([50.0, 3.0])
    assert [shown[each].rows[0].reference_ratio for each in BOTH] == [2.0, 9.0]


def panel_of(submission: Submission) -> Any:
    return SubmissionPanel.of(Submission.objects.with_result().get(pk=submission.pk))


def test_the_help_page_says_what_the_judges_say(client: Client) -> None:
    report = [{"name": "c", "ok": True, "version": "gcc 12.2.0", "command": "gcc -O2 -o codec"}]
    for _ in judge_says(languages=BOTH, language_report=report):
        html = client.get(reverse("home:languages")).content.decode()
    assert "gcc 12.2.0" in html
    assert "gcc -O2 -o codec" in html
    now, _heading, later = html.partition("Not now")
    assert 'id="language-c"' in now
    assert "Rust" in later


def test_languages_that_a_judge_is_trying_are_not_called_missing(client: Client, admin: User) -> None:
    client.force_login(admin)
    for _ in judge_says(languages=["python3"], trying=["c", "rust"]):
        html = client.get(reverse("home:languages")).content.decode()
        judges = client.get(reverse("problems:manage-judges")).content.decode()
    tried, _heading, others = html.partition("Being tried out")[2].partition("Not now")
    assert [name in tried for name in ('<code class="id">c<', "rust", "java")] == [True, True, False]
    assert "java" in others
    assert "still trying: c, rust" in judges


def test_the_judges_page_says_which_languages_failed_and_why(client: Client, admin: User) -> None:
    report = [
        {"name": "cpp", "ok": True, "version": "g++ 12.2.0"},
        {"name": "rust", "ok": False, "why": "rustc is not installed"},
    ]
    client.force_login(admin)
    for _ in judge_says(languages=["python3", "cpp"], language_report=report):
        html = client.get(reverse("problems:manage-judges")).content.decode()
    assert "● cpp" in html
    assert "g++ 12.2.0" in html
    assert "✕ rust" in html
    assert "rustc is not installed" in html


def test_who_waits_behind_other_work_is_told_so(client: Client, candidate: User) -> None:
    submission = make_submission(candidate)
    client.force_login(candidate)
    address = reverse("submissions:detail", args=[submission.pk])
    for _ in judge_says(languages=BOTH, queues=["submissions", "packages"], busy="a check of a package"):
        assert "next when the judge is free" in client.get(address).content.decode()
    for _ in judge_says(languages=BOTH, queues=["trials"], busy="a run"):
        assert "next in line" in client.get(address).content.decode()


def test_every_language_has_colours_and_a_class() -> None:
    assert set(LEXERS) == set(LANGUAGES)


def test_redis_away_refuses_nothing(version: ProblemVersion, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("problems.languages.spoken_languages", lambda: None)
    assert offered(version) == ("python3", "c")
