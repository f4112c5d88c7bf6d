"""Run, Submit and Save: what is taken, and every way in which it can be refused."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import User
from problems.models import ProblemVersion
from submissions.actions import save_draft
from submissions.limits import MAX_OWN_INPUT_BYTES, RUNS_PER_WINDOW, SUBMISSIONS_PER_WINDOW
from submissions.models import Draft, Judging, Submission, Trial
from tests.factories import make_submission, make_trial, make_version
from tests.small_package import STARTER

pytestmark = pytest.mark.django_db

SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def version() -> ProblemVersion:
    return make_version()


@pytest.fixture
def sender(client: Client, candidate: User) -> Client:
    client.force_login(candidate)
    return client


def send(client: Client, what: str, version: ProblemVersion, script: bool = True, **fields: Any) -> Any:
    url = reverse(f"submissions:{what}", args=[version.problem.slug])
    body = {"language": "python3", "source": STARTER, "idempotency_key": "page", "revision": "0", **fields}
    return client.post(url, body, headers=SCRIPT if script else {})


def refusal(response: HttpResponse, status: int = 422) -> str:
    assert response.status_code == status
    return str(response.json()["message"])  # type: ignore[attr-defined]


def test_a_submission_is_kept_and_queued(sender: Client, version: ProblemVersion) -> None:
    answer = send(sender, "submit", version, is_shared="1").json()
    submission = Submission.objects.get()
    assert submission.source == STARTER
    assert submission.is_shared
    assert submission.judging.state == "queued"
    assert str(submission.pk) in answer["url"]
    assert "Queue" in answer["html"]


def test_a_run_takes_the_text_as_it_was_typed(sender: Client, version: ProblemVersion) -> None:
    send(sender, "run", version, source="a = 1\r\nb = 2\r\n", input="text", own_text="x\r\ny")
    trial = Trial.objects.get()
    assert trial.source == "a = 1\nb = 2\n"
    assert bytes(trial.own_input or b"") == b"x\ny"


def test_an_own_input_in_hex_becomes_its_bytes(sender: Client, version: ProblemVersion) -> None:
    send(sender, "run", version, input="hex", own_hex="00 FF\n61")
    assert bytes(Trial.objects.get().own_input or b"") == b"\x00\xff\x61"


def test_an_own_input_from_a_file_may_be_empty(sender: Client, version: ProblemVersion) -> None:
    send(sender, "run", version, input="file", own_file=SimpleUploadedFile("empty", b""))
    assert Trial.objects.get().own_input == b""


def test_without_scripts_a_submission_leads_to_the_page_that_shows_it(
    sender: Client, version: ProblemVersion
) -> None:
    response = send(sender, "submit", version, script=False)
    assert f"?submission={Submission.objects.get().pk}&" in response.url
    assert "Queued" in sender.get(response.url).content.decode()


def test_without_scripts_what_was_sent_is_also_saved_as_the_draft(
    sender: Client, version: ProblemVersion
) -> None:
    send(sender, "run", version, script=False, source="# typed")
    assert Draft.objects.get().source == "# typed"


def test_a_double_click_makes_one_submission(sender: Client, version: ProblemVersion) -> None:
    first, second = (send(sender, "submit", version).json()["url"] for _ in range(2))
    assert first == second
    assert Judging.objects.count() == 1


def test_going_back_and_changing_the_code_makes_a_second_one(sender: Client, version: ProblemVersion) -> None:
    send(sender, "submit", version)
    send(sender, "submit", version, source=STARTER + "# better\n")
    assert Submission.objects.count() == 2


def test_code_over_the_limit_is_refused_with_both_sizes(sender: Client, version: ProblemVersion) -> None:
    message = refusal(send(sender, "submit", version, source="é" * 600))
    assert "1,200" in message
    assert "1,024" in message
    assert not Submission.objects.exists()


def test_code_at_the_limit_is_taken(sender: Client, version: ProblemVersion) -> None:
    assert send(sender, "submit", version, source="#" * 1024).status_code == 200


@pytest.mark.parametrize("source", ["", "  \n\t\n"])
def test_no_code_is_refused(sender: Client, version: ProblemVersion, source: str) -> None:
    assert "no code" in refusal(send(sender, "submit", version, source=source))


def test_a_language_that_the_problem_does_not_take_is_refused_by_name(
    sender: Client, version: ProblemVersion
) -> None:
    message = refusal(send(sender, "submit", version, language="cobol"))
    assert "cobol" in message
    assert "Python 3" in message


def test_a_source_file_that_is_not_utf8_is_refused_with_the_place(
    sender: Client, version: ProblemVersion
) -> None:
    file = SimpleUploadedFile("latin.py", b"# caf\xe9\n")
    message = refusal(send(sender, "submit", version, source_file=file))
    assert "latin.py" in message
    assert "byte 6" in message


@pytest.mark.parametrize("what", ["submit", "run", "save"])
def test_a_zero_character_is_refused_with_its_line_and_a_way_to_write_it(
    sender: Client, version: ProblemVersion, what: str
) -> None:
    message = refusal(send(sender, what, version, source="x = 1\na = '\0'\n"))
    assert message == "The code holds a zero character in line 2. Remove it, or write it as \\0."


def test_a_zero_character_in_the_own_text_is_refused_with_a_way_to_send_it(
    sender: Client, version: ProblemVersion
) -> None:
    assert "bytes in hex" in refusal(send(sender, "run", version, input="text", own_text="a\0"))


@pytest.mark.parametrize(("digits", "says"), [("0g", "“g”"), ("abc", "3 hex digits")])
def test_wrong_hex_is_refused_with_what_is_wrong(
    sender: Client, version: ProblemVersion, digits: str, says: str
) -> None:
    assert says in refusal(send(sender, "run", version, input="hex", own_hex=digits))


def test_an_own_input_over_the_limit_is_refused_with_both_sizes(
    sender: Client, version: ProblemVersion
) -> None:
    file = SimpleUploadedFile("big", bytes(MAX_OWN_INPUT_BYTES + 1))
    message = refusal(send(sender, "run", version, input="file", own_file=file))
    assert f"{MAX_OWN_INPUT_BYTES + 1:,}" in message
    assert f"{MAX_OWN_INPUT_BYTES:,}" in message


def test_a_run_on_a_file_without_a_file_says_so(sender: Client, version: ProblemVersion) -> None:
    assert "No file was chosen" in refusal(send(sender, "run", version, input="file"))


def test_too_many_submissions_within_a_minute_are_refused_with_a_time(
    sender: Client, candidate: User, version: ProblemVersion
) -> None:
    for _ in range(SUBMISSIONS_PER_WINDOW):
        make_submission(candidate, version)
    response = send(sender, "submit", version)
    assert "Try again in" in refusal(response, 429)
    assert 0 < int(response["Retry-After"]) <= 60


def test_too_many_runs_within_a_minute_are_refused(
    sender: Client, candidate: User, version: ProblemVersion
) -> None:
    for _ in range(RUNS_PER_WINDOW):
        make_trial(candidate, version)
    assert "Try again in" in refusal(send(sender, "run", version), 429)


def test_nobody_else_pays_for_somebody_in_a_hurry(
    sender: Client, other_candidate: User, version: ProblemVersion
) -> None:
    for _ in range(SUBMISSIONS_PER_WINDOW):
        make_submission(other_candidate, version)
    assert send(sender, "submit", version).status_code == 200


def test_a_new_run_takes_the_place_of_one_that_goes_on(
    sender: Client, candidate: User, version: ProblemVersion
) -> None:
    running = make_trial(candidate, version)
    send(sender, "run", version)
    running.refresh_from_db()
    assert running.state == "cancelled"


def test_a_refused_form_shows_again_all_that_was_typed(sender: Client, version: ProblemVersion) -> None:
    response = send(sender, "run", version, script=False, source="# kept", input="hex", own_hex="0g")
    html = response.content.decode()
    assert response.status_code == 422
    assert "# kept</textarea>" in html
    assert "0g</textarea>" in html
    assert "not a hex digit" in html


def test_refusals_come_in_the_readers_language(sender: Client, version: ProblemVersion) -> None:
    url = reverse("submissions:submit", args=[version.problem.slug])
    response = sender.post(url, {"language": "python3"}, headers={"Accept-Language": "zh-CN"})
    assert 'lang="zh-Hans"' in response.content.decode()


def test_a_draft_is_saved_with_a_growing_revision(sender: Client, version: ProblemVersion) -> None:
    assert send(sender, "save", version, source="# 1").json()["revision"] == 1
    assert send(sender, "save", version, source="# 2", revision="1").json()["revision"] == 2
    assert Draft.objects.get().source == "# 2"


def test_a_stale_draft_gets_the_other_text_and_changes_nothing(
    sender: Client, candidate: User, version: ProblemVersion
) -> None:
    save_draft(user=candidate, problem=version.problem, language="python3", source="# theirs", revision=0)
    response = send(sender, "save", version, source="# mine")
    assert response.status_code == 409
    assert response.json()["draft"]["source"] == "# theirs"
    assert Draft.objects.get().source == "# theirs"


def test_without_scripts_a_stale_draft_shows_both_texts(
    sender: Client, candidate: User, version: ProblemVersion
) -> None:
    save_draft(user=candidate, problem=version.problem, language="python3", source="# theirs", revision=0)
    html = send(sender, "submit", version, script=False, source="# mine").content.decode()
    assert "# mine</textarea>" in html
    assert "# theirs" in html
    assert 'name="revision" value="1"' in html
    assert not Submission.objects.exists()


def test_a_save_whose_answer_was_lost_is_no_conflict(sender: Client, version: ProblemVersion) -> None:
    first, again = (send(sender, "save", version, source="# same") for _ in range(2))
    assert first.json() == again.json()


def test_a_draft_may_be_longer_than_what_can_be_submitted(sender: Client, version: ProblemVersion) -> None:
    assert send(sender, "save", version, source="#" * 5000).status_code == 200


def test_sending_needs_an_account(client: Client, version: ProblemVersion) -> None:
    for what in ("save", "run", "submit"):
        assert send(client, what, version).status_code == 302
    assert not Submission.objects.exists()
