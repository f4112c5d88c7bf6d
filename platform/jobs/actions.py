"""What the apps above do with jobs."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.utils import timezone

from jobs.models import CANCELLED, QUEUED, QueuedJob
from jobs.publish import forbid
from jobs.receiving import receive
from jobs.sending import after_end, owner_of, release
from jobs.sweeping import sweep

__all__ = ["ahead_of", "cancel", "receive", "send", "sweep"]


def send(job: QueuedJob) -> None:
    """Hand a saved job to the judge once its transaction commits.

    Never fails because of the queue: what cannot be sent now is sent by the sweeper. A person's third job
    of a kind is held in the database until one of the first two has ended.
    """
    transaction.on_commit(partial(release, type(job), owner_of(job)))


def cancel(job: QueuedJob) -> bool:
    """End a job without a result; False if it had ended already."""
    with transaction.atomic():
        cancelled = (
            type(job)
            .objects.pending()
            .filter(pk=job.pk)
            .update(state=CANCELLED, finished_at=timezone.now(), lease_until=None)
        )
        job.refresh_from_db()
        if cancelled:
            transaction.on_commit(partial(forbid, job.pk))
            transaction.on_commit(partial(after_end, job))
    return bool(cancelled)


def ahead_of(job: QueuedJob) -> int:
    """How many jobs of its kind wait before it; 0 when it is next, or does not wait."""
    if job.state != QUEUED:
        return 0
    return type(job).objects.filter(state=QUEUED, created_at__lt=job.created_at).count()
