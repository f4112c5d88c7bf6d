"""Live pages: a stream of server-sent events for one job.

Subscribe first, then read the row, then wait: so no change is missed. While a stream waits it holds no
database connection, and one subscription serves every stream of the process.
"""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Callable

from asgiref.sync import sync_to_async
from django.db import connections
from django.http import StreamingHttpResponse
from django.utils.translation import get_language, override

from jobs.listening import hub

PING_SECONDS = 15.0
# Without Redis nobody tells of a change; the row is then looked at more often.
UNTOLD_SECONDS = 2.0

# Renders the panel of the job; True when nothing more will come, None when it may not be seen any more.
Read = Callable[[], tuple[str, bool] | None]


def event_response(job: uuid.UUID, read: Read) -> StreamingHttpResponse:
    """The stream as an answer; ``read`` runs in the language of this request."""
    response = StreamingHttpResponse(stream(job, read), content_type="text/event-stream; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    response["X-Accel-Buffering"] = "no"
    return response


def stream(job: uuid.UUID, read: Read, *, event: str = "panel") -> AsyncIterator[str]:
    """Event texts: the panel now and after every change, pings between, until it is final or not
    to be seen any more."""
    return _stream(job, in_language(read, get_language()), event)


async def _stream(job: uuid.UUID, read: Read, event: str) -> AsyncIterator[str]:
    shown = ""
    with hub().watch(job) as watch:
        while True:
            found = await sync_to_async(without_connection, thread_sensitive=False)(read)
            if found is None:
                return
            panel, is_final = found
            yield as_event(event, panel) if panel != shown else ": ping\n\n"
            if is_final:
                return
            shown = panel
            await watch.wait(PING_SECONDS if hub().is_connected else UNTOLD_SECONDS)


def in_language(read: Read, language: str | None) -> Read:
    def reading() -> tuple[str, bool] | None:
        with override(language):
            return read()

    return reading


def without_connection(read: Read) -> tuple[str, bool] | None:
    """Read, then give the database connection of this thread back."""
    try:
        return read()
    finally:
        connections.close_all()


def as_event(name: str, text: str) -> str:
    lines = "".join(f"data: {line}\n" for line in text.splitlines())
    return f"event: {name}\n{lines}\n"
