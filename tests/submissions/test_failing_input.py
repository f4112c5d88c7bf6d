"""The small failing input: kept once beside the verdict it belongs to, and shown as bytes that cannot act."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from submissions.actions import save_draft
from submissions.failing import Bytes
from submissions.models import Draft, Judging, Submission
from submissions.shapes import MAX_SHOWN_BYTES
from tests.factories import make_submission, make_user, make_version
from tests.judge_messages import deliver, failing_input, put_out, report

pytestmark = pytest.mark.django_db

WRONG: list[Any] = [
    {"input_hex": "zz"},
    {"input_hex": "0"},
    {"input_hex": "00" * (MAX_SHOWN_BYTES + 1), "input_bytes": MAX_SHOWN_BYTES + 1},
    {"input_bytes": 4},
    {"input_bytes": True},
    {"got_hex": 5},
    {"got_bytes": -1},
    {"verdict": "RTE"},
    {"verdict": "AC"},
    {"direction": "sideways"},
    {"error": None},
    {"error": "x" * 20_000},
]


def judged(author: User, verdict: str = "WA", **fields: Any) -> Submission:
    submission = make_submission(author, **fields)
    deliver(put_out(submission.judging), "report", report=report(verdict, data_sets=[]))
    return submission


def found(author: User, **changes: Any) -> Submission:
    submission = judged(author, changes.get("verdict", "WA"))
    assert deliver(submission.judging, "failing_input", input=failing_input(**changes))
    return submission


def page(client: Client, submission: Submission, name: str = "detail") -> str:
    return client.get(reverse(f"submissions:{name}", args=[submission.pk])).content.decode()


# What is kept


def test_it_is_kept_beside_the_verdict_and_changes_no_result(candidate: User) -> None:
    before = Judging.objects.get(submission=judged(candidate))
    assert deliver(before, "failing_input", input=failing_input())
    after = Judging.objects.get()
    assert after.failing_input == {"input": failing_input()}
    assert (after.state, after.verdict, after.report) == (before.state, before.verdict, before.report)
    assert after.finished_at == before.finished_at


def test_the_first_one_stays(candidate: User) -> None:
    judging = judged(candidate).judging
    assert deliver(judging, "failing_input", input=None)
    assert not deliver(judging, "failing_input", input=failing_input())
    assert Judging.objects.get().failing_input == {"input": None}


def test_before_the_report_it_is_dropped(candidate: User) -> None:
    judging = put_out(make_submission(candidate).judging)
    assert not deliver(judging, "failing_input", input=failing_input())
    assert Judging.objects.get().failing_input is None
    assert deliver(judging, "report", report=report("WA"))


def test_of_another_attempt_it_is_dropped(candidate: User) -> None:
    judging = judged(candidate).judging
    judging.attempt += 1
    assert not deliver(judging, "failing_input", input=failing_input())


@pytest.mark.parametrize("verdict", ["AC", "TLE", "SV", "CE"])
def test_beside_another_verdict_it_is_dropped(candidate: User, verdict: str) -> None:
    assert not deliver(judged(candidate, verdict).judging, "failing_input", input=failing_input())


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: str(wrong)[:40])
def test_of_another_shape_it_is_dropped_and_the_verdict_stays(candidate: User, wrong: Any) -> None:
    judging = judged(candidate).judging
    assert not deliver(judging, "failing_input", input=failing_input(**wrong))
    assert Judging.objects.get().failing_input is None
    assert Judging.objects.get().verdict == "WA"


# What is shown


def test_a_page_says_that_the_judge_still_looks(client: Client, candidate: User) -> None:
    client.force_login(candidate)
    html = page(client, judged(candidate))
    assert "Looking for a small input" in html
    assert 'data-state="pending"' in html
    assert 'http-equiv="refresh"' in html


def test_a_search_that_was_lost_is_not_waited_for(client: Client, candidate: User) -> None:
    submission = judged(candidate)
    Judging.objects.update(finished_at=timezone.now() - timedelta(minutes=1))
    client.force_login(candidate)
    html = page(client, submission)
    assert "Looking for a small input" not in html
    assert 'data-state="done"' in html


@pytest.mark.parametrize("name", ["detail", "panel"])
def test_bytes_stand_in_hex_and_as_text_with_the_difference_marked(
    client: Client, candidate: User, name: str
) -> None:
    client.force_login(candidate)
    html = page(client, found(candidate), name)
    assert "The smallest input found that fails" in html
    assert "00 61 <mark>62</mark>" in html
    assert "00 61 <mark>42</mark>" in html
    assert '<span class="hidden-char">·</span>a<mark>b</mark>' in html
    assert "First difference at byte 2" in html


def test_an_error_is_shown_and_cannot_act(client: Client, candidate: User) -> None:
    client.force_login(candidate)
    html = page(client, found(candidate, got=None, verdict="RTE", error="<img src=x>\u202e\x1b[2J"))
    assert "decompressing it ends in an error" in html
    assert "&lt;img src=x&gt;" in html
    assert "\u202e" not in html
    assert "\x1b" not in html


def test_markup_in_the_bytes_cannot_act(client: Client, candidate: User) -> None:
    client.force_login(candidate)
    html = page(client, found(candidate, data=b"<script>", got=b"</script>"))
    assert "<script>" not in html.split('data-part="failing"')[1].split('data-part="families"')[0]
    assert "&lt;<mark>s</mark>cript" in html


def test_other_than_ascii_is_shown_as_text_that_cannot_act(client: Client, candidate: User) -> None:
    client.force_login(candidate)
    html = page(client, found(candidate, data="数据\u202e<b>".encode(), got=b""))
    assert "数据" in html
    assert "U+202E" in html
    assert "\u202e" not in html
    assert "数据" not in page(client, found(candidate, data="数据".encode()[:-1], got=b""))


def test_no_input_found_is_said(client: Client, candidate: User) -> None:
    submission = judged(candidate)
    deliver(submission.judging, "failing_input", input=None)
    client.force_login(candidate)
    assert "found none" in page(client, submission)


def test_after_an_accepted_submission_nothing_is_said(client: Client, candidate: User) -> None:
    client.force_login(candidate)
    assert 'class="failing"' not in page(client, judged(candidate, "AC"))


def test_who_may_see_the_submission_may_see_the_input(client: Client, candidate: User) -> None:
    submission = judged(candidate, is_shared=True)
    deliver(submission.judging, "failing_input", input=failing_input())
    client.force_login(make_user("interviewer"))
    assert "The smallest input found" in page(client, submission)
    review = client.get(reverse("interviews:detail", args=[submission.pk])).content.decode()
    assert "The smallest input found" in review


# As own input


def test_it_is_loaded_as_own_input(client: Client, candidate: User) -> None:
    submission = found(candidate, data=b"\x00\xffa", got=b"")
    client.force_login(candidate)
    assert f"?failing={submission.pk}" in page(client, submission)
    assert 'data-load-input="00 ff 61"' in page(client, submission)
    url = reverse("submissions:workspace", args=[submission.version.problem.slug])
    html = client.get(url, {"failing": str(submission.pk)}).content.decode()
    assert '<option value="hex" selected>' in html
    assert "\n00 ff 61</textarea>" in html


def test_it_is_loaded_with_the_code_that_fails_beside_the_draft_which_stays(
    client: Client, candidate: User
) -> None:
    submission = found(candidate, data=b"\x00\xffa", got=b"")
    problem = submission.version.problem
    save_draft(user=candidate, problem=problem, language="python3", source="# mine", revision=0)
    Submission.objects.update(source="# fails")
    client.force_login(candidate)
    query = f"?from={submission.pk}&amp;failing={submission.pk}"
    assert [query in page(client, submission, name) for name in ("detail", "panel")] == [True, True]
    html = client.get(
        reverse("submissions:workspace", args=[problem.slug]) + unescape(query)
    ).content.decode()
    assert "# fails</textarea>" in html
    assert "\n00 ff 61</textarea>" in html
    assert '"source": "# mine"' in html
    assert Draft.objects.get().source == "# mine"


def test_who_reads_the_code_of_another_is_not_offered_it(client: Client, candidate: User) -> None:
    submission = found(candidate)
    Submission.objects.update(is_shared=True)
    client.force_login(make_user("interviewer"))
    html = page(client, submission)
    assert "Load as own input" in html
    assert "?from=" not in html


def test_a_foreign_one_or_one_of_another_problem_is_not_loaded(client: Client, candidate: User) -> None:
    submission, elsewhere = found(candidate, data=b"\xfe\xdc", got=b""), make_version()
    own = reverse("submissions:workspace", args=[submission.version.problem.slug])
    other = reverse("submissions:workspace", args=[elsewhere.problem.slug])
    client.force_login(candidate)
    assert "fe dc" not in client.get(other, {"failing": str(submission.pk)}).content.decode()
    client.force_login(make_user("candidate"))
    assert "fe dc</textarea>" not in client.get(own, {"failing": str(submission.pk)}).content.decode()


# Bytes as rows


def test_long_bytes_show_their_beginning_and_the_rows_around_the_difference() -> None:
    rows = Bytes(bytes(80_000), 80_000, 40_000).rows
    assert [row.offset for row in rows if not row.skipped][:2] == [0, 8]
    assert any("<mark>" in row.hex for row in rows)
    assert sum(row.skipped for row in rows) + 8 * sum(not row.skipped for row in rows) == 80_000
    assert len(rows) < 20


def test_what_was_cut_off_is_counted_as_not_shown() -> None:
    assert Bytes(b"abc", 1_000_000).rows[-1].skipped == 1_000_000 - 3


def test_a_byte_over_and_over_is_named() -> None:
    assert Bytes(b"\xff" * 300, 300).repeated == "ff"
    assert Bytes(b"\xff" * 3, 3).repeated == ""
    assert Bytes(b"\xff\xfe" * 99, 198).repeated == ""
