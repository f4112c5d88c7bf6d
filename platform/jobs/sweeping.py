"""The sweeper: finds jobs that no queue and no judge holds, and sends them again.

A lease alone is no proof that a job is lost: it may wait behind a hundred others. So a job whose lease ended
is looked for first, in every queue, among the answers and at the judges.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from redis.exceptions import RedisError

from jobs import broker
from jobs.judges import live_judges
from jobs.models import CANCELLED, RUNNING, Lease, QueuedJob
from jobs.publish import announce, forbid
from jobs.registry import job_models
from jobs.sending import LEASE, release, send_again, try_again

# A judge that dies is missed when its key ends; until then its job is asked for again soon.
AT_JUDGE = timedelta(seconds=10)
# The longest that a judge may be at one job; the worker's own deadline comes long before.
MAX_RUN = timedelta(hours=3)
SWEEP_LEASE = timedelta(seconds=60)
REPEAT_CANCEL = timedelta(minutes=5)
_AT_ONCE = 500

log = logging.getLogger(__name__)


def sweep() -> int | None:
    """One round; how many jobs were sent again or ended, None when another process sweeps."""
    with only_one("sweep", SWEEP_LEASE) as mine:
        if not mine:
            return None
        try:
            return _round(timezone.now())
        except RedisError as error:
            log.warning("Redis cannot be asked, so nothing is sent again yet: %s", error)
            return 0


@contextmanager
def only_one(name: str, length: timedelta) -> Iterator[bool]:
    """Whether this process holds the lease; it ends with the block, or after ``length``."""
    until = timezone.now() + length
    mine = _take(name, until)
    try:
        yield mine
    finally:
        if mine:
            Lease.objects.filter(name=name, until=until).update(until=timezone.now())


def _take(name: str, until: datetime) -> bool:
    if Lease.objects.filter(name=name, until__lte=timezone.now()).update(until=until):
        return True
    try:
        with transaction.atomic():
            return Lease.objects.get_or_create(name=name, defaults={"until": until})[1]
    except IntegrityError:
        return False


def _round(now: datetime) -> int:
    broker.return_held_results()
    _repeat_cancels(now)
    moved = sum(_look_after_safely(job, found, now) for job, found in _overdue(now))
    for model in job_models():
        release(model)
    return moved


def _overdue(now: datetime) -> Iterator[tuple[QueuedJob, _Found]]:
    jobs = [
        job for model in job_models() for job in model.objects.expired(now).order_by("lease_until")[:_AT_ONCE]
    ]
    if jobs:
        found = _Found()
        yield from ((job, found) for job in jobs)


class _Found:
    """Where jobs are at this moment."""

    def __init__(self) -> None:
        # Judges first: what one gives back between the two looks is then seen among the answers.
        self.busy = {judge.busy for judge in live_judges()}
        self.in_flight = broker.in_flight()


def _look_after_safely(job: QueuedJob, found: _Found, now: datetime) -> bool:
    """One job that cannot be looked after must not keep the others waiting."""
    try:
        return _look_after(job, found, now)
    except (RedisError, DatabaseError):
        raise
    except Exception:
        log.exception("job %s could not be looked after", job.pk)
        return False


def _look_after(job: QueuedJob, found: _Found, now: datetime) -> bool:
    if job.task_id in found.in_flight.waiting | found.in_flight.answered:
        return _leave(job, now + LEASE)
    if str(job.pk) in found.busy and not _runs_too_long(job, now):
        return _leave(job, now + AT_JUDGE)
    tag = found.in_flight.taken.get(job.task_id)
    if tag is not None:
        broker.forget(tag)
    if tag is None and job.state != RUNNING:
        return send_again(job)
    moved = try_again(job, "the judge that had it is gone")
    announce(job)
    return moved


def _runs_too_long(job: QueuedJob, now: datetime) -> bool:
    return job.started_at is not None and now - job.started_at > MAX_RUN


def _leave(job: QueuedJob, until: datetime) -> bool:
    type(job).objects.at(job).update(lease_until=until)
    return False


def _repeat_cancels(now: datetime) -> None:
    """A cancellation must outlive a Redis that lost it."""
    for model in job_models():
        recent = model.objects.filter(state=CANCELLED, attempt__gt=0, finished_at__gte=now - REPEAT_CANCEL)
        for pk in recent.values_list("pk", flat=True)[:_AT_ONCE]:
            forbid(pk)
