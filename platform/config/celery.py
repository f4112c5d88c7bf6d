"""The site's side of the queue: records what the judge answers, and sweeps.

Start: ``python -m celery -A config.celery worker -B -Q results -c 1``. The judge has an app of its own.
"""

import os

from celery import Celery
from django.conf import settings

from judge.worker import broker_address

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

SWEEP_SECONDS = 5.0

app = Celery("lossless", broker=broker_address(settings.REDIS_URL))
app.conf.update(
    task_acks_late=True,
    task_ignore_result=True,
    task_serializer="json",
    accept_content=["json"],
    task_default_queue="results",
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    # An answer that is not recorded is asked for again: a message may wait as long as it likes.
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    broker_transport_options={
        "socket_timeout": 5,
        "socket_connect_timeout": 2,
        "socket_keepalive": True,
        "health_check_interval": 5,
        "visibility_timeout": 3600,
        "unacked_restore_interval": 10,
        "unacked_restore_throttle": 1,
    },
    beat_schedule={"sweep": {"task": "jobs.sweep", "schedule": SWEEP_SECONDS, "options": {"expires": 30}}},
    beat_schedule_filename=str(settings.VAR / "run" / "beat-schedule"),
)
app.autodiscover_tasks()
