"""Admins upload, see what the check finds, look at it, publish it; nobody else can."""

import json
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import User
from jobs.connection import connection
from problems import actions
from problems.models import PREPARE, VERIFY, PackageJob, Problem, ProblemVersion
from tests.factories import make_version
from tests.judge_messages import deliver, put_out
from tests.problems.uploads import as_file, bomb, zipped
from tests.small_package import package_files

pytestmark = pytest.mark.django_db
FINDING = {"severity": "error", "file": "problem.yaml", "line": 7, "rule": "ratio", "message": "ratio is 1.1"}
OUTCOME = {"path": "wrong_answer/a.py", "expected": "WA", "verdict": "AC", "score": 12.34, "ok": False}
REPORT = {"ok": False, "findings": [FINDING], "submissions": [OUTCOME]}
PASSED = {"ok": True, "findings": [], "submissions": [OUTCOME | {"ok": True}]}
GET_PAGES = ("manage-list", "manage-import", "manage-judges")
VERSION_PAGES = ("manage-version", "manage-version-panel", "manage-version-events", "manage-preview")
VERSION_ACTS = ("manage-verify", "manage-publish", "manage-retire")


@pytest.fixture
def manager(client: Client, admin: User) -> Client:
    client.force_login(admin)
    return client


@pytest.fixture(autouse=True)
def no_judges() -> None:
    connection().flushall()


def upload(client: Client, data: bytes, **headers: str) -> HttpResponse:
    return client.post(reverse("problems:manage-import"), {"package": as_file(data)}, headers=headers)  # type: ignore[return-value]


def imported(admin: User) -> ProblemVersion:
    return actions.import_package(zipped(), admin)


def answer(version: ProblemVersion, report: dict[str, Any], kind: str = VERIFY) -> None:
    deliver(put_out(version.jobs.get(kind=kind)), "report", report=report)


def show(client: Client, name: str, version: ProblemVersion | None = None, query: str = "") -> str:
    args = [version.pk] if version else []
    response = client.get(reverse(f"problems:{name}", args=args) + query)
    assert response.status_code == 200
    return response.content.decode()


def every_request(client: Client, version: ProblemVersion) -> list[Any]:
    got = [client.get(reverse(f"problems:{name}")) for name in GET_PAGES]
    got += [client.get(reverse(f"problems:{name}", args=[version.pk])) for name in VERSION_PAGES]
    got += [client.post(reverse(f"problems:{name}", args=[version.pk])) for name in VERSION_ACTS]
    return [*got, upload(client, zipped())]


def test_without_a_log_in_every_management_page_asks_for_one(client: Client) -> None:
    for response in every_request(client, make_version()):
        assert response.status_code == 302
        assert "/login/" in response["Location"]


@pytest.mark.parametrize("role", ["candidate", "interviewer"])
def test_candidates_and_interviewers_are_refused_everywhere(
    client: Client, role: str, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(role))
    version = make_version()
    assert {response.status_code for response in every_request(client, version)} == {403}
    version.refresh_from_db()
    assert (version.state, Problem.objects.count(), PackageJob.objects.count()) == ("published", 1, 0)


def test_acts_need_a_post(manager: Client) -> None:
    version = make_version()
    for name in VERSION_ACTS:
        assert manager.get(reverse(f"problems:{name}", args=[version.pk])).status_code == 405


def test_an_upload_leads_to_the_page_of_its_version(manager: Client) -> None:
    response = upload(manager, zipped())
    version = ProblemVersion.objects.get()
    assert response["Location"] == reverse("problems:manage-version", args=[version.pk])
    page = show(manager, "manage-version", version)
    assert "Waiting in the queue" in page
    assert "No judge is running" in page


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"%PDF", "cannot be read as a zip archive"),
        (bomb(), "The package is too large"),
        (zipped({"a.txt": b"x"}), "The package has 1 error"),
    ],
)
def test_a_bad_upload_is_explained_and_keeps_nothing(manager: Client, data: bytes, sentence: str) -> None:
    response = upload(manager, data)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Problem.objects.exists()


def test_a_finding_names_file_line_and_rule(manager: Client) -> None:
    broken = package_files()
    broken["problem.yaml"] = broken["problem.yaml"].replace(b'"type": "scoring"', b'"type": "guessing"')
    page = upload(manager, zipped(broken)).content.decode()
    assert "<code>problem.yaml:3</code>" in page
    assert "allowed value" in page
    assert "guessing" in page


def test_no_file_and_an_empty_file_are_explained(manager: Client) -> None:
    nothing = manager.post(reverse("problems:manage-import"))
    assert "No file was chosen" in nothing.content.decode()
    assert "The file is empty" in upload(manager, b"").content.decode()


def test_a_file_over_the_limit_is_refused_before_it_is_read(
    manager: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("problems.forms.MAX_ZIP_BYTES", 1024 * 1024)
    assert "at most 1 MiB are taken" in upload(manager, bytes(2 * 1024 * 1024)).content.decode()


def test_the_same_package_again_leads_to_the_version_that_is_there(manager: Client, admin: User) -> None:
    version = imported(admin)
    response = upload(manager, zipped())
    assert response.status_code == 422
    assert reverse("problems:manage-version", args=[version.pk]) in response.content.decode()
    assert ProblemVersion.objects.count() == 1


def test_every_finding_and_outcome_of_the_check_is_shown(manager: Client, admin: User) -> None:
    version = imported(admin)
    answer(version, REPORT)
    page = show(manager, "manage-version", version)
    for text in ("problem.yaml:7", "compression ratio", "ratio is 1.1", "wrong_answer/a.py", "12.3"):
        assert text in page
    assert "cannot be published like this" in page
    assert reverse("problems:manage-publish", args=[version.pk]) not in page


def test_text_of_a_package_cannot_act_or_hide_on_the_page(manager: Client, admin: User) -> None:
    version = imported(admin)
    answer(version, REPORT | {"findings": [FINDING | {"message": "<b>x</b> \u202egnp.exe"}]})
    page = show(manager, "manage-version", version)
    assert "&lt;b&gt;x&lt;/b&gt; \\u202egnp.exe" in page


def test_while_the_check_runs_the_panel_says_how_far_it_is(manager: Client, admin: User) -> None:
    version = imported(admin)
    job = put_out(version.jobs.get(kind=VERIFY))
    deliver(job, "stage", stage="submissions", family="a.py", done=2, total=9)
    panel = show(manager, "manage-version-panel", version)
    assert "(2 of 9)" in panel
    assert 'data-state="pending"' in panel


def test_only_after_its_check_a_version_can_be_published(manager: Client, admin: User) -> None:
    version = imported(admin)
    publish = reverse("problems:manage-publish", args=[version.pk])
    assert "Only a version whose check passed" in manager.post(publish, follow=True).content.decode()
    answer(version, PASSED)
    assert "Version 1 is published." in manager.post(publish, follow=True).content.decode()
    assert Problem.objects.get().active_version == version


def test_a_published_version_can_be_taken_off_the_list(manager: Client) -> None:
    version = make_version()
    manager.post(reverse("problems:manage-retire", args=[version.pk]))
    assert Problem.objects.get().active_version is None


def test_built_data_are_listed_by_family(manager: Client, admin: User) -> None:
    version = imported(admin)
    answer(version, PASSED)
    data = [{"family": "words", "split": "board", "digest": "ab" * 32, "bytes": 4096}]
    answer(version, {"data": data, "data_digest": "cd" * 32, "baseline": {}}, PREPARE)
    page = show(manager, "manage-version", version)
    assert "4,096" in page
    assert "abababababab" in page


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("?language=en", "What you implement"),
        ("?language=zh-Hans", "要实现什么"),
        ("?language=en&text=hints", "Look again."),
        ("?language=zh-Hans&text=editorial", "参考实现的秘密"),
        ("?text=starter", "compress"),
        ("?text=samples", "hello.txt"),
        ("?language=xx&text=../../etc", "What you implement"),
    ],
)
def test_the_preview_shows_each_text_in_each_language(manager: Client, query: str, text: str) -> None:
    assert text in show(manager, "manage-preview", make_version(state="draft"), query)


def test_the_list_shows_every_version_with_its_state(manager: Client, admin: User) -> None:
    make_version("first")
    imported(admin)
    page = show(manager, "manage-list")
    for text in ("Small problem first", "published", "waiting for its check", "no version is published"):
        assert text in page


@pytest.mark.parametrize("name", GET_PAGES)
def test_a_page_needs_few_queries_however_long_it_is(
    manager: Client, name: str, django_assert_max_num_queries: Any
) -> None:
    for _ in range(8):
        PackageJob.objects.create(version=make_version(), kind=VERIFY, state="running", attempt=1)
    with django_assert_max_num_queries(12):
        show(manager, name)


def test_the_page_of_a_version_needs_few_queries(
    manager: Client, admin: User, django_assert_max_num_queries: Any
) -> None:
    version = imported(admin)
    answer(version, REPORT)
    with django_assert_max_num_queries(8):
        show(manager, "manage-version", version)


def test_live_judges_are_listed_with_what_they_do(manager: Client) -> None:
    version = make_version()
    job = PackageJob.objects.create(version=version, kind=VERIFY, state="running", attempt=1)
    judge = {"name": "node-7", "queues": ["packages"], "busy": str(job.pk), "selftest": {"ok": True}}
    connection().set("lossless:judge:node-7", json.dumps(judge), ex=30)
    try:
        page = show(manager, "manage-judges")
    finally:
        connection().delete("lossless:judge:node-7")
    assert "node-7" in page
    assert f"<code>{str(job.pk)[:8]}</code>" in page
    assert "passed" in page


def test_a_job_that_the_judge_failed_on_is_listed_with_its_reason(manager: Client) -> None:
    job = put_out(PackageJob.objects.create(version=make_version(), kind=VERIFY))
    for _ in range(3):
        job.refresh_from_db()
        deliver(job, "fault", why="no space left on device")
    assert "no space left on device" in show(manager, "manage-judges")


def test_without_redis_the_judges_page_says_so(manager: Client, settings: Any) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert "Redis cannot be reached" in show(manager, "manage-judges")
