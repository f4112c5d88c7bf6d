"""What the judge says is applied to the row: once, and only for the attempt that is out."""

from __future__ import annotations

import logging
from functools import partial

from django.db import InterfaceError, OperationalError, transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from jobs.models import DONE, RUNNING, QueuedJob
from jobs.publish import announce
from jobs.registry import job_models
from jobs.sending import LEASE, after_end, try_again
from jobs.wire import Message, parse

FAILING_INPUT = "failing_input"

log = logging.getLogger(__name__)


def receive(raw: object) -> bool:
    """Apply one message; False if its attempt is not out any more.

    Raises BadMessage, and the database's OperationalError or InterfaceError while it is away.
    """
    message = parse(raw)
    job = _job_of(message)
    if job is None:
        log.info("%s of job %s, attempt %s comes too late", message.type, message.job, message.attempt)
        return False
    return _APPLY[message.type](job, message)


def _job_of(message: Message) -> QueuedJob | None:
    """The row whose attempt the message is about; a failing input comes after the end of it."""
    for model in job_models():
        of_attempt = (
            model.objects.ended_attempt if message.type == FAILING_INPUT else model.objects.open_attempt
        )
        job = of_attempt(message.job, message.attempt).first()
        if job is not None:
            return job
    return None


def _apply_stage(job: QueuedJob, message: Message) -> bool:
    return _touch(job, stage=message.body)


def _apply_figures(job: QueuedJob, message: Message) -> bool:
    try:
        with transaction.atomic():
            if not _touch(job):
                return False
            job.record_data_set(message.body)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        # The report brings the same figures again; a row that cannot be kept is no reason to stop.
        log.exception("figures of job %s could not be kept", job.pk)
        return False
    return True


def _apply_report(job: QueuedJob, message: Message) -> bool:
    try:
        with transaction.atomic():
            return _finish(job, message)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        log.exception("the report of job %s could not be kept", job.pk)
        job.refresh_from_db()  # What was rolled back still stands in the object.
        return _again(job, f"its report could not be kept: {error!r}")


def _apply_fault(job: QueuedJob, message: Message) -> bool:
    return _again(job, message.body["why"])


def _apply_failing_input(job: QueuedJob, message: Message) -> bool:
    """A hint: what cannot be kept is dropped, the result stands as it is."""
    try:
        with transaction.atomic():
            kept = job.record_failing_input(message.body)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("the failing input of job %s could not be kept", job.pk)
        return False
    if kept:
        transaction.on_commit(partial(announce, job))
    return kept


_APPLY = {
    "stage": _apply_stage,
    "data_set": _apply_figures,
    "report": _apply_report,
    "fault": _apply_fault,
    FAILING_INPUT: _apply_failing_input,
}


def _touch(job: QueuedJob, **values: object) -> bool:
    """The attempt is at work: note it, and do not look for it for a while."""
    now = timezone.now()
    changed = (
        type(job)
        .objects.open_attempt(job.pk, job.attempt)
        .update(
            state=RUNNING,
            started_at=Coalesce("started_at", now),
            lease_until=now + LEASE,
            **values,
        )
    )
    if changed:
        transaction.on_commit(partial(announce, job))
    return bool(changed)


def _finish(job: QueuedJob, message: Message) -> bool:
    now = timezone.now()
    ended = (
        type(job)
        .objects.open_attempt(job.pk, job.attempt)
        .update(
            state=DONE,
            report=message.body,
            fault="",
            started_at=Coalesce("started_at", now),
            finished_at=now,
            lease_until=None,
        )
    )
    if ended:
        job.refresh_from_db()
        job.record_report(message.body)
        transaction.on_commit(partial(after_end, job))
    return bool(ended)


def _again(job: QueuedJob, why: str) -> bool:
    moved = try_again(job, why)
    if moved:
        transaction.on_commit(partial(announce, job))
    return moved
