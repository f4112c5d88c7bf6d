"""What lies in Redis right now, read the way Celery's transport writes it.

A queue is a list of envelopes; what a worker holds lies in the hash ``unacked`` under its delivery tag, as
[envelope, exchange, queue], with the time of delivery in the sorted set ``unacked_index``.
Source: kombu 5.7, kombu/transport/redis.py, ``QoS.append`` and ``Channel._put``.
"""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from jobs.connection import connection
from judge.queues import all_queues

# Interview work and trials before practice, practice before packages.
KINDS = ("trials", "interviews", "submissions", "packages")
QUEUES = all_queues(KINDS)
RESULTS = "results"
UNACKED, UNACKED_INDEX = "unacked", "unacked_index"
_PAGE = 200
# Recording a message takes milliseconds; one that a worker holds for so long was left by a dead one.
RESULT_HELD_SECONDS = 60

Envelope = dict[str, Any]


@dataclass
class InFlight:
    """Task ids ("job-attempt") by where their message is."""

    waiting: set[str] = field(default_factory=set)
    answered: set[str] = field(default_factory=set)
    # With the delivery tag, to take the message away from a dead worker.
    taken: dict[str, str] = field(default_factory=dict)


def in_flight() -> InFlight:
    """Raises RedisError when nothing can be known."""
    found = InFlight()
    for queue in QUEUES:
        found.waiting.update(_task_id(envelope) for envelope in _envelopes(queue))
    for envelope in _envelopes(RESULTS):
        found.answered.update(_answered(envelope))
    for tag, envelope, queue in _held():
        if queue == RESULTS:
            found.answered.update(_answered(envelope))
        else:
            found.taken[_task_id(envelope)] = tag
    return found


def forget(tag: str) -> None:
    """Drop a message that a dead worker holds, so that it does not come back later."""
    pipeline = connection().pipeline()
    pipeline.hdel(UNACKED, tag)
    pipeline.zrem(UNACKED_INDEX, tag)
    pipeline.execute()


def return_held_results() -> int:
    """Put answers that a dead recorder held back into their queue; recording twice is harmless."""
    old = connection().zrangebyscore(UNACKED_INDEX, 0, time.time() - RESULT_HELD_SECONDS)
    tags = {tag.decode() for tag in cast("list[bytes]", old)}
    returned = 0
    for tag, envelope, queue in _held() if tags else ():
        if queue == RESULTS and tag in tags:
            connection().rpush(RESULTS, json.dumps(envelope))
            forget(tag)
            returned += 1
    return returned


def queue_lengths() -> dict[str, int]:
    pipeline = connection().pipeline()
    for queue in (*QUEUES, RESULTS):
        pipeline.llen(queue)
    return dict(zip((*QUEUES, RESULTS), pipeline.execute(), strict=True))


def _envelopes(queue: str) -> Iterator[Envelope]:
    """New messages enter on the left, so reading from the right end misses none that was there."""
    end = -1
    while page := cast("list[bytes]", connection().lrange(queue, end - _PAGE + 1, end)):
        yield from map(json.loads, page)
        if len(page) < _PAGE:
            return
        end -= _PAGE


def _held() -> Iterator[tuple[str, Envelope, str]]:
    for tag, payload in connection().hscan_iter(UNACKED, count=_PAGE):
        envelope, _exchange, queue = json.loads(payload)
        yield tag.decode(), envelope, queue


def _task_id(envelope: Envelope) -> str:
    return str(envelope.get("headers", {}).get("id"))


def _answered(envelope: Envelope) -> Iterable[str]:
    """The attempt that an answer of the judge belongs to."""
    if envelope.get("headers", {}).get("task") != "jobs.record":
        return ()
    arguments = json.loads(base64.b64decode(envelope["body"]))[0]
    return [f"{each.get('job')}-{each.get('attempt')}" for each in arguments if isinstance(each, dict)]
