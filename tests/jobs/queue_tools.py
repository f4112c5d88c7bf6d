"""The queue as tests look at it: what lies in Redis, and a worker's hands."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any, cast

from django.utils import timezone

from jobs.broker import UNACKED, UNACKED_INDEX
from jobs.connection import connection
from jobs.models import QueuedJob


def messages(queue: str = "packages") -> list[dict[str, Any]]:
    """The envelopes in a queue, next to be taken first."""
    return [json.loads(each) for each in reversed(cast("list[bytes]", connection().lrange(queue, 0, -1)))]


def task_ids(queue: str = "packages") -> list[str]:
    return [message["headers"]["id"] for message in messages(queue)]


def take(queue: str = "packages", *, since: float = 0.0) -> str:
    """Take the next message as a worker does: out of the queue, into the hash of what is not done yet."""
    envelope = json.loads(cast(bytes, connection().rpop(queue)))
    tag = envelope["properties"]["delivery_tag"]
    connection().hset(UNACKED, tag, json.dumps([envelope, "", queue]))
    connection().zadd(UNACKED_INDEX, {tag: since})
    return str(envelope["headers"]["id"])


def lose_next(queue: str = "packages") -> None:
    """What a crash between taking a message and noting it does."""
    connection().rpop(queue)


def live_judge(busy: QueuedJob | None = None, **said: Any) -> None:
    value = {"name": "here", "queues": ["packages"], "selftest": {"ok": True}, **said}
    value["busy"] = str(busy.pk) if busy else None
    connection().set("lossless:judge:here-1", json.dumps(value), ex=30)


def let_lease_end(job: QueuedJob) -> None:
    type(job).objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def fresh(job: QueuedJob) -> Any:
    """The row as it is now."""
    return type(job).objects.get(pk=job.pk)
