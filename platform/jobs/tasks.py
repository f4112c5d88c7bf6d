"""What the result worker does: record answers of the judge, and sweep."""

from __future__ import annotations

import logging
import time
from typing import Any

from celery import shared_task
from django.db import InterfaceError, OperationalError, close_old_connections

from jobs import actions
from jobs.wire import BadMessage

LONGEST_WAIT_SECONDS = 10

log = logging.getLogger(__name__)


@shared_task(name="jobs.record", acks_late=True, ignore_result=True)
def record(message: dict[str, Any]) -> None:
    """Record one message; while the database is away, wait for it rather than lose an answer."""
    wait = 0.1
    while True:
        try:
            actions.receive(message)
            return
        except BadMessage as error:
            log.error("a message of the judge is dropped: %s", error)
            return
        except (OperationalError, InterfaceError) as error:
            log.warning("the database is away, an answer of the judge waits: %s", error)
            close_old_connections()
            time.sleep(wait)
            wait = min(2 * wait, LONGEST_WAIT_SECONDS)


@shared_task(name="jobs.sweep", ignore_result=True)
def sweep() -> None:
    """Scheduled every few seconds; rounds that a full queue delays do no harm."""
    actions.sweep()
