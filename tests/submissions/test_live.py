"""The event stream of a judging: the panel now, again after every change, then the end."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.test import AsyncClient
from django.urls import reverse

from accounts.models import User
from submissions.actions import share
from submissions.models import Submission
from tests.factories import make_submission
from tests.judge_messages import deliver, failing_input, figures, put_out, report

pytestmark = pytest.mark.django_db(transaction=True)


async def events(reader: User, submission: Submission, language: str = "en") -> AsyncIterator[str]:
    """The panels that come, pings left out."""
    client = AsyncClient()
    await client.aforce_login(reader)
    url = reverse("submissions:events", args=[submission.pk])
    response: Any = await client.get(url, headers={"Accept-Language": language})
    async for part in response.streaming_content:
        if part.startswith(b"event: panel\n"):
            yield part.decode()


@async_to_sync
async def collect(reader: User, submission: Submission, messages: list[dict[str, object]]) -> list[str]:
    """All events, each message of the judge delivered after an event was seen."""
    seen = []
    async for event in events(reader, submission):
        seen.append(event)
        if messages:
            message = messages.pop(0)
            await sync_to_async(deliver)(submission.judging, **message)  # type: ignore[arg-type]
    return seen


def test_a_finished_judging_is_one_event(candidate: User) -> None:
    submission = make_submission(candidate)
    put_out(submission.judging)
    deliver(submission.judging, "report", report=report())
    (only,) = collect(candidate, submission, [])
    assert "Accepted" in only
    assert 'data-state="done"' in only


def test_every_change_is_an_event_until_the_verdict(candidate: User) -> None:
    submission = make_submission(candidate)
    submission = Submission.objects.with_result().get(pk=submission.pk)
    put_out(submission.judging)
    first, second, last = collect(
        candidate,
        submission,
        [
            {"kind": "data_set", "figures": figures(measured=False)},
            {"kind": "report", "report": report()},
        ],
    )
    assert "Queued" in first
    assert 'data-state="pending"' in first
    assert "1.96" in second
    assert 'data-state="pending"' in second
    assert "Accepted" in last
    assert 'data-state="done"' in last


def test_the_small_failing_input_comes_after_the_verdict(candidate: User) -> None:
    submission = make_submission(candidate)
    submission = Submission.objects.with_result().get(pk=submission.pk)
    put_out(submission.judging)
    _queued, searching, last = collect(
        candidate,
        submission,
        [
            {"kind": "report", "report": report("WA")},
            {"kind": "failing_input", "input": failing_input()},
        ],
    )
    assert "Wrong answer" in searching
    assert "Looking for a small input" in searching
    assert "The smallest input found that fails" in last
    assert 'data-state="done"' in last


@pytest.mark.parametrize("ending", ["no longer shared", "account closed", "role withdrawn"])
def test_a_stream_ends_when_its_reader_may_not_see_the_submission_any_more(
    candidate: User, interviewer: User, ending: str
) -> None:
    submission = make_submission(candidate, is_shared=True)
    submission = Submission.objects.with_result().get(pk=submission.pk)
    put_out(submission.judging)

    def end() -> None:
        if ending == "account closed":
            User.objects.filter(pk=interviewer.pk).update(is_active=False)
        elif ending == "role withdrawn":
            User.objects.filter(pk=interviewer.pk).update(role="candidate")
        share(submission, ending != "no longer shared")

    @async_to_sync
    async def all_of_them() -> list[str]:
        seen = []
        async for event in events(interviewer, submission):
            seen.append(event)
            await sync_to_async(end)()
        return seen

    assert len(all_of_them()) == 1


def test_the_stream_speaks_the_readers_language(candidate: User) -> None:
    submission = make_submission(candidate)
    put_out(submission.judging)
    deliver(submission.judging, "report", report=report())

    @async_to_sync
    async def first() -> str:
        return await anext(events(candidate, submission, "zh-CN"))

    assert "词语" in first()
