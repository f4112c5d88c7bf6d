from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import LazySettings

from jobs.actions import send
from jobs.connection import connection
from judge import worker
from problems.models import VERIFY, PackageJob
from tests.factories import make_version

NOWHERE = "redis://127.0.0.1:1/0"


@pytest.fixture(autouse=True)
def empty_redis() -> Iterator[None]:
    connection().flushall()
    yield
    connection().flushall()


@pytest.fixture
def job(transactional_db: None) -> PackageJob:
    """A job that was sent: its message lies in the queue "packages"."""
    made = PackageJob.objects.create(version=make_version(), kind=VERIFY)
    send(made)
    made.refresh_from_db()
    return made


@pytest.fixture
def unreachable_redis(settings: LazySettings) -> Iterator[None]:
    """Neither the site nor its sender can reach Redis; nobody listens at this address."""
    address, settings.REDIS_URL = settings.REDIS_URL, NOWHERE
    connect_sender(NOWHERE)
    yield
    settings.REDIS_URL = address
    connect_sender(worker.broker_address(worker.redis_address()))


def connect_sender(address: str) -> None:
    """Celery keeps pools by address, and remembers the one it used last."""
    app: Any = worker.app
    app.conf.broker_url = address
    app._pool = None
    app.amqp._producer_pool = None
