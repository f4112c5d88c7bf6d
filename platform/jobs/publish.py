"""Short notes over Redis: a job changed, a job is cancelled. Losing one loses nothing."""

from __future__ import annotations

import logging
import uuid

from redis.exceptions import RedisError

from jobs.connection import connection
from jobs.models import QueuedJob

EVENTS = "lossless:events:"
CANCEL = "lossless:cancel:"
# Longer than any job waits in a queue; the row says the same for ever.
CANCEL_SECONDS = 24 * 3600

log = logging.getLogger(__name__)


def announce(job: QueuedJob) -> None:
    """Tell whoever looks at the job that its row changed."""
    try:
        for name in job.watched_as:
            connection().publish(f"{EVENTS}{name}", "changed")
    except RedisError as error:
        log.warning("job %s changed, and nobody could be told: %s", job.pk, error)


def forbid(job: uuid.UUID) -> None:
    """Tell judges not to start the job and to stop it where it runs; the sweeper repeats it."""
    try:
        connection().set(f"{CANCEL}{job}", "1", ex=CANCEL_SECONDS)
    except RedisError as error:
        log.warning("job %s is cancelled, and the judge could not be told yet: %s", job, error)
