"""One submission under review: what is shown to whom, comments, decisions."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from interviews.actions import comment, decide
from interviews.models import Comment, Decision
from submissions.models import Submission
from tests.factories import make_submission
from tests.judge_messages import deliver, put_out, report

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(client: Client, interviewer: User) -> Client:
    client.force_login(interviewer)
    return client


@pytest.fixture
def shared(candidate: User) -> Submission:
    return make_submission(candidate, is_shared=True, source="first = 1\nsecond = 2\n")


def place(name: str, submission: Submission) -> str:
    return reverse(f"interviews:{name}", args=[submission.pk])


def html(client: Client, submission: Submission, query: str = "") -> str:
    response = client.get(place("detail", submission) + query)
    assert response.status_code == 200
    return response.content.decode()


PAGES = [("detail", "get"), ("comment", "post"), ("decide", "post")]


@pytest.mark.parametrize(("name", "method"), PAGES)
def test_candidates_do_not_find_it(
    client: Client, shared: Submission, candidate: User, other_candidate: User, name: str, method: str
) -> None:
    for user in (candidate, other_candidate):
        client.force_login(user)
        assert getattr(client, method)(place(name, shared)).status_code == 404


@pytest.mark.parametrize(("name", "method"), PAGES)
def test_what_was_not_shared_is_not_found(
    reviewer: Client, candidate: User, interviewer: User, name: str, method: str
) -> None:
    kept, own = make_submission(candidate), make_submission(interviewer, is_shared=True)
    assert getattr(reviewer, method)(place(name, kept)).status_code == 404
    assert getattr(reviewer, method)(place(name, own)).status_code == 404


@pytest.mark.parametrize("name", ["comment", "decide"])
def test_nothing_is_changed_by_get(reviewer: Client, shared: Submission, name: str) -> None:
    assert reviewer.get(place(name, shared)).status_code == 405


def test_the_page_shows_code_figures_and_receipt(reviewer: Client, shared: Submission) -> None:
    deliver(put_out(shared.judging), "report", report=report())
    text = html(reviewer, shared)
    for shown in ("Accepted", "71.2", 'id="L2"', "Receipt", "ab" * 32):
        assert shown in text


def test_the_page_shows_no_more_than_the_candidates(reviewer: Client, shared: Submission) -> None:
    deliver(put_out(shared.judging), "report", report=report())
    text = html(reviewer, shared)
    for hidden in ("12345678", "12,345,678", "133742", "1.9601"):
        assert hidden not in text


def test_opening_somebodys_code_is_kept_in_the_audit_log(
    reviewer: Client, shared: Submission, interviewer: User
) -> None:
    html(reviewer, shared)
    entry = AuditEntry.objects.get(action="submission.read")
    assert (entry.actor, entry.target) == (interviewer, str(shared.pk))


def test_a_line_number_opens_the_form_below_its_line(reviewer: Client, shared: Submission) -> None:
    text = html(reviewer, shared, "?line=2")
    assert 'href="?line=2#comment-form"' in text
    assert 'name="line" value="2"' in text
    assert text.index('id="L2"') < text.index('id="comment-form"')


@pytest.mark.parametrize("line", ["0", "3", "x", "9" * 30])
def test_a_line_that_is_not_there_opens_no_form_in_the_code(
    reviewer: Client, shared: Submission, line: str
) -> None:
    assert f'name="line" value="{line}"' not in html(reviewer, shared, f"?line={line}")


def test_a_comment_is_written_kept_and_audited(
    reviewer: Client, shared: Submission, interviewer: User
) -> None:
    response = reviewer.post(place("comment", shared), {"line": "2", "text": "Why two?"})
    assert response.url == place("detail", shared) + "#L2"
    assert "Why two?" in html(reviewer, shared)
    assert AuditEntry.objects.get(action="submission.commented").details == {"line": 2}


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        ({"line": "3", "text": "x"}, "The source has 2 lines"),
        ({"line": "2", "text": "  "}, "This field is required"),
        ({"line": "2", "text": "x" * 4001}, "at most 4000 characters"),
    ],
)
def test_a_comment_that_cannot_be_comes_back_with_the_reason(
    reviewer: Client, shared: Submission, data: dict[str, str], complaint: str
) -> None:
    response = reviewer.post(place("comment", shared), data)
    assert response.status_code == 422
    assert complaint in response.content.decode()
    assert not Comment.objects.exists()


def test_a_comment_cannot_act(reviewer: Client, shared: Submission, interviewer: User) -> None:
    comment(submission=shared, author=interviewer, line=1, text="<script>x</script>\u202e")
    text = html(reviewer, shared)
    assert "<script>x" not in text
    assert "\u202e" not in text


def test_its_author_deletes_a_comment_and_nobody_else(
    reviewer: Client, shared: Submission, interviewer: User, admin: User
) -> None:
    own = comment(submission=shared, author=interviewer, line=1, text="mine")
    other = comment(submission=shared, author=admin, line=1, text="theirs")
    assert reviewer.post(reverse("interviews:delete-comment", args=[own.pk])).status_code == 302
    assert reviewer.post(reverse("interviews:delete-comment", args=[other.pk])).status_code == 404
    assert list(Comment.objects.all()) == [other]


def test_the_candidate_reads_comments_and_no_decisions(
    client: Client, shared: Submission, candidate: User, interviewer: User
) -> None:
    comment(submission=shared, author=interviewer, line=2, text="Why two?")
    decide(submission=shared, reviewer=interviewer, decision="strong_no", note="a private note")
    client.force_login(candidate)
    text = client.get(reverse("submissions:detail", args=[shared.pk])).content.decode()
    assert "Why two?" in text
    assert "Strong no" not in text
    assert "a private note" not in text


def test_a_decision_is_recorded_and_changed(reviewer: Client, shared: Submission, interviewer: User) -> None:
    reviewer.post(place("decide", shared), {"decision": "no", "note": "slow"})
    reviewer.post(place("decide", shared), {"decision": "strong_yes", "note": "mended"})
    made = Decision.objects.get()
    assert (made.reviewer, made.decision, made.note) == (interviewer, "strong_yes", "mended")
    assert AuditEntry.objects.filter(action="submission.decided").count() == 2


@pytest.mark.parametrize("data", [{}, {"decision": "perhaps"}, {"decision": "no", "note": "x" * 10_001}])
def test_a_decision_that_is_none_is_not_recorded(
    reviewer: Client, shared: Submission, data: dict[str, str]
) -> None:
    assert reviewer.post(place("decide", shared), data).status_code == 422
    assert not Decision.objects.exists()


def test_others_decisions_are_hidden_until_ones_own_is_recorded(
    reviewer: Client, shared: Submission, admin: User
) -> None:
    decide(submission=shared, reviewer=admin, decision="yes", note="a fine match finder")
    before = html(reviewer, shared)
    assert "a fine match finder" not in before
    assert "1 decision of another reviewer" in before
    reviewer.post(place("decide", shared), {"decision": "no", "note": ""})
    assert "a fine match finder" in html(reviewer, shared)


def test_an_interviewer_is_not_told_the_candidates_advice(reviewer: Client, shared: Submission) -> None:
    deliver(put_out(shared.judging), "report", report=report())
    assert "What to do next" not in html(reviewer, shared)
