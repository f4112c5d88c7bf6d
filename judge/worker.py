"""The judge's end of the queue; the only file of the judge that knows Celery.

    python -m celery -A judge.worker worker -Q trials,interviews -c 1 -n trials@%h

It reads LOSSLESS_REDIS_URL and has no address of a database. Jobs are done by another process, which
has no address of the queue (``judge.child``).
"""

from __future__ import annotations

import logging
import os
import time
import warnings
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from celery import Celery, bootsteps
from celery.exceptions import Reject, SecurityWarning
from celery.worker import state
from kombu.exceptions import OperationalError

from judge.heart import Heart
from judge.learner import Learner
from judge.queues import queue_for, queues_for
from judge.station import DEADLINE_SECONDS, Message, Station, Stopping

RESULTS_QUEUE = "results"
# An answer that is lost costs a whole judging, so it is worth waiting for Redis to come back.
KEEP_ANSWER_SECONDS = 300
_DEFAULT_ADDRESS = "redis://127.0.0.1:6379/0"
_FINAL = ("report", "fault")

log = logging.getLogger(__name__)

# Root is what lets sandboxes drop to users of their own, and only JSON is taken from the queue.
warnings.filterwarnings("ignore", category=SecurityWarning)


def redis_address() -> str:
    """LOSSLESS_REDIS_URL: redis://…, rediss://… or unix:///path."""
    return os.environ.get("LOSSLESS_REDIS_URL") or _DEFAULT_ADDRESS


def broker_address(address: str) -> str:
    """The same address as Celery writes it."""
    parts = urlsplit(address)
    if parts.scheme != "unix":
        return address
    database = parts.query.removeprefix("db=") or "0"
    return f"redis+socket://{parts.path}?virtual_host={database}"


app = Celery("judge", set_as_current=False)
app.conf.update(
    broker_url=broker_address(redis_address()),
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    broker_transport_options={
        "socket_timeout": 5,
        "socket_connect_timeout": 2,
        "socket_keepalive": True,
        "health_check_interval": 5,
        # Without these two, sending while Redis is away would wait for ever, a site's request with it.
        "max_retries": 1,
        "interval_start": 0,
        "visibility_timeout": 2 * max(DEADLINE_SECONDS.values()) + 3_600,
        "unacked_restore_interval": 10,
        "unacked_restore_throttle": 1,
        # In the order in which -Q names the queues.
        "queue_order_strategy": "priority",
    },
    accept_content=["json"],
    task_serializer="json",
    task_ignore_result=True,
    task_acks_late=True,
    # Attempts are counted in the database; a job that kills its judge must not come back by itself.
    task_reject_on_worker_lost=False,
    worker_prefetch_multiplier=1,
    # Both keep a worker from falling asleep for ever after Redis was restarted.
    worker_enable_remote_control=True,
    worker_send_task_events=False,
    # The worker waits for another process; one process that dies whole is easier to be right about.
    worker_pool="threads",
)


class Judging(bootsteps.StartStopStep):
    """Part of the worker: stands between its start and the first job it takes."""

    requires = ("celery.worker.components:Pool",)
    station: Station
    heart: Heart
    learner: Learner

    def start(self, worker: Any) -> None:
        bases = tuple(worker.app.amqp.queues.consume_from)
        Judging.heart = Heart(redis_address(), bases)
        Judging.station = Station(Judging.heart)
        Judging.heart.start()
        Judging.station.open(state.maybe_shutdown)
        self._read_queues(worker, queues_for(bases, Judging.heart.languages))
        Judging.learner = Learner(Judging.heart, lambda language: self._also_read(worker, bases, language))
        Judging.learner.start()

    def _read_queues(self, worker: Any, names: Sequence[str]) -> None:
        """Also those of the languages whose self-test has passed here; the first named is read first."""
        worker.app.amqp.queues.select(names)
        Judging.heart.reads = tuple(names)

    def _also_read(self, worker: Any, bases: Sequence[str], language: str) -> None:
        """Another language's self-test has passed; called from another thread than the worker's."""
        for name in (queue_for(base, language) for base in bases):
            worker.consumer.call_soon(worker.consumer.add_task_queue, name)
            Judging.heart.reads = (*Judging.heart.reads, name)

    def close(self, worker: Any) -> None:
        """Called before the worker waits for its tasks: what runs is given back to the queue."""
        if hasattr(Judging, "station"):
            Judging.station.close()
            if hasattr(Judging, "learner"):
                Judging.learner.stop()
            Judging.heart.stop()

    def stop(self, worker: Any) -> None:
        self.close(worker)

    def terminate(self, worker: Any) -> None:
        self.close(worker)


app.steps["worker"].add(Judging)


@app.task(name="judge.run_job")
def run_job(job: Mapping[str, Any]) -> None:
    """Do one job and send its messages to the task it names in ``reply_to``."""
    reply_to = str(job.get("reply_to", ""))
    try:
        Judging.station.perform(job, lambda message: _send(reply_to, message))
    except Stopping:
        raise Reject("the worker is being stopped", requeue=True) from None


def _send(reply_to: str, message: Message) -> None:
    """Progress may be lost while Redis is away; an answer waits for it."""
    keep = KEEP_ANSWER_SECONDS if message["type"] in _FINAL else 0
    until = time.monotonic() + keep
    while True:
        try:
            app.send_task(
                reply_to,
                args=[message],
                queue=RESULTS_QUEUE,
                ignore_result=True,
                argsrepr="(message)",  # Else figures would stand in logs and headers.
                retry=False,
            )
            return
        except OperationalError as error:
            if time.monotonic() > until:
                log.warning("a message of type %s is lost: %s", message["type"], error)
                return
            time.sleep(1)
