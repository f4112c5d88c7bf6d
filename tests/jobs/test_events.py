"""Live pages: nothing is missed between reading and waiting, and the stream ends with the job."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db import connections
from django.utils.translation import get_language, override

from jobs import events
from jobs.listening import hub
from problems.models import PackageJob
from tests.judge_messages import deliver

pytestmark = pytest.mark.django_db(transaction=True)
VERIFIED = {"ok": True, "findings": [], "submissions": []}


def reader(job: PackageJob) -> Callable[[], tuple[str, bool]]:
    def read() -> tuple[str, bool]:
        row = PackageJob.objects.get(pk=job.pk)
        return f"<p>{row.state}</p>", not row.is_pending

    return read


async def collect(stream: AsyncIterator[str], *acts: Callable[[], Any]) -> list[str]:
    """Everything the stream sends; each act happens once the stream listens and after the one before."""
    seen: list[str] = []
    waiting = list(acts)
    async for text in stream:
        if not text.startswith(":"):
            seen.append(text)
        if waiting and hub().is_connected:
            await sync_to_async(waiting.pop(0))()
    return seen


def run(stream_of: Callable[[], AsyncIterator[str]], *acts: Callable[[], Any]) -> list[str]:
    async def whole() -> list[str]:
        return await asyncio.wait_for(collect(stream_of(), *acts), 30)

    return asyncio.run(whole())


def test_a_stream_shows_each_change_and_ends_with_the_job(job: PackageJob) -> None:
    seen = run(
        lambda: events.stream(job.pk, reader(job)),
        lambda: deliver(job, "stage", stage="build"),
        lambda: deliver(job, "report", report=VERIFIED),
    )
    words = ["<p>queued</p>", "<p>running</p>", "<p>done</p>"]
    assert seen == [f"event: panel\ndata: {word}\n\n" for word in words]


def test_a_job_that_has_ended_is_shown_once(job: PackageJob) -> None:
    deliver(job, "report", report=VERIFIED)
    assert run(lambda: events.stream(job.pk, reader(job))) == ["event: panel\ndata: <p>done</p>\n\n"]


def test_the_page_of_a_version_follows_all_of_its_jobs(job: PackageJob) -> None:
    seen = run(
        lambda: events.stream(job.version_id, reader(job)),
        lambda: deliver(job, "report", report=VERIFIED),
    )
    assert "done" in seen[-1]


def test_without_redis_the_stream_looks_at_the_row_by_itself(
    job: PackageJob, unreachable_redis: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "UNTOLD_SECONDS", 0.05)

    async def whole() -> list[str]:
        seen = []
        async for text in events.stream(job.pk, reader(job)):
            seen.append(text)
            if len(seen) == 1:
                await sync_to_async(deliver)(job, "report", report=VERIFIED)
        return seen

    assert "done" in asyncio.run(whole())[-1]


def test_the_panel_is_read_in_the_language_of_the_request() -> None:
    with override("zh-hans"):
        stream = events.stream(uuid.uuid4(), lambda: (f"{get_language()}", True))
    assert run(lambda: stream) == ["event: panel\ndata: zh-hans\n\n"]


def test_reading_gives_the_database_connection_back() -> None:
    def read() -> tuple[str, bool]:
        PackageJob.objects.count()
        return "", True

    def held() -> bool:
        events.without_connection(read)
        return connections["default"].connection is not None

    assert asyncio.run(sync_to_async(held, thread_sensitive=False)()) is False


def test_text_of_several_lines_is_one_event() -> None:
    assert events.as_event("panel", "a\nb") == "event: panel\ndata: a\ndata: b\n\n"
