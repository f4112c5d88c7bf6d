"""The cache shares Redis with the queue."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from jobs.connection import connection


@pytest.fixture(autouse=True)
def cleared() -> Iterator[None]:
    yield
    cache.clear()


def test_what_is_kept_comes_back() -> None:
    cache.set("counts", [1.5, 2.5])
    assert cache.get("counts") == [1.5, 2.5]


def test_it_is_kept_as_data_and_never_as_code() -> None:
    cache.set("counts", [1])
    assert connection().get("cache:1:counts") == b"[1]"


def test_counting_works_on_numbers() -> None:
    cache.set("count", 1)
    assert cache.incr("count") == 2


def test_clearing_it_leaves_the_queue_alone() -> None:
    connection().set("queued", "job")
    cache.set("counts", [1])
    cache.clear()
    assert cache.get("counts") is None
    assert connection().get("queued") == b"job"
    connection().delete("queued")
