"""Putting jobs into the queue: fairly, once, and again when a message got lost."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F, Min
from django.utils import timezone

from jobs.models import DONE, QUEUED, QueuedJob
from jobs.publish import announce
from judge.worker import run_job

# Nothing is looked up about a job for this long after it was sent or last heard of.
LEASE = timedelta(seconds=30)
MAX_ATTEMPTS = 3
# A message may get lost with all of Redis and is then simply sent again; this ends a job that never arrives.
MAX_SENDS = 20
# So many jobs of one kind and person are in the queue at once; the others are held in the database.
IN_QUEUE_PER_OWNER = 2
REPLY_TO = "jobs.record"
_RETRY = {"max_retries": 1, "interval_start": 0, "interval_max": 0}
_AT_ONCE = 500

log = logging.getLogger(__name__)


def release(model: type[QueuedJob], owner: Any = None) -> None:
    """Send held jobs, oldest first, as far as fairness and what they need allow; of one owner if given."""
    for job in _next_in_line(model, owner):
        put(job, attempt=1)


def put(job: QueuedJob, *, attempt: int, **values: str) -> bool:
    """Move the row to (queued, attempt) and send it after the commit; False if another was faster."""
    now = timezone.now()
    moved = (
        type(job)
        .objects.at(job)
        .update(
            state=QUEUED,
            attempt=attempt,
            sends=F("sends") + 1,
            stage=None,
            started_at=None,
            lease_until=now + LEASE,
            **values,
        )
    )
    if moved:
        job.refresh_from_db()
        transaction.on_commit(partial(_publish, job))
    return bool(moved)


def try_again(job: QueuedJob, why: str) -> bool:
    """The attempt failed through no fault of the author: send the next one, or end the job."""
    if job.attempt >= MAX_ATTEMPTS:
        return end_with_fault(job, why)
    log.warning("job %s, attempt %s failed and is sent again: %s", job.pk, job.attempt, why)
    return put(job, attempt=job.attempt + 1, fault=why)


def send_again(job: QueuedJob) -> bool:
    """The message got lost before a judge took it up: send the same attempt once more."""
    if job.sends >= MAX_SENDS:
        return end_with_fault(job, f"sent {job.sends} times and never taken up")
    log.warning("job %s, attempt %s got lost and is sent again", job.pk, job.attempt)
    return put(job, attempt=job.attempt)


def end_with_fault(job: QueuedJob, why: str) -> bool:
    """A judge error: visible on the job's page, and an alert in the log."""
    with transaction.atomic():
        ended = (
            type(job)
            .objects.at(job)
            .update(state=DONE, fault=why, finished_at=timezone.now(), lease_until=None)
        )
        if ended:
            job.refresh_from_db()
            job.record_fault(why)
            transaction.on_commit(partial(after_end, job))
    if ended:
        log.error("job %s (%s) ended as a judge error: %s", job.pk, job._meta.label, why)
    return bool(ended)


def after_end(job: QueuedJob) -> None:
    """Tell the reader, and let the next held job of the same person go."""
    announce(job)
    release(type(job), owner_of(job))


def owner_of(job: QueuedJob) -> Any:
    if job.owner_field is None:
        return None
    return type(job).objects.values_list(job.owner_field, flat=True).get(pk=job.pk)


def _next_in_line(model: type[QueuedJob], owner: Any) -> Iterator[QueuedJob]:
    held = model.objects.held().order_by("created_at")
    if model.owner_field is None:
        yield from (job for job in held[:_AT_ONCE] if job.may_be_sent())
        return
    for each in [owner] if owner is not None else _waiting_owners(model):
        own = {model.owner_field: each}
        room = max(0, IN_QUEUE_PER_OWNER - model.objects.sent().filter(**own).count())
        ready = [job for job in held.filter(**own)[: 10 * room] if job.may_be_sent()]
        yield from ready[:room]


def _waiting_owners(model: type[QueuedJob]) -> list[Any]:
    """Everyone with a held job; who has waited longest comes first."""
    field = str(model.owner_field)
    first = model.objects.held().order_by().values(field).annotate(first=Min("created_at"))
    return [row[field] for row in first.order_by("first")[:_AT_ONCE]]


def _publish(job: QueuedJob) -> None:
    """Into the queue. Whatever goes wrong is left to the sweeper: the row says that it is out."""
    try:
        message = replace(job.to_job(), id=str(job.pk), attempt=job.attempt, reply_to=REPLY_TO)
        run_job.apply_async(
            args=(message.to_dict(),),
            queue=job.route,
            task_id=job.task_id,
            argsrepr="(job)",  # type: ignore[call-arg]  # Else the source would stand in logs and headers.
            retry=True,
            retry_policy=_RETRY,
        )
    except Exception:
        log.exception("job %s could not be sent; the sweeper tries again", job.pk)
        type(job).objects.at(job).update(lease_until=timezone.now())
