"""A lost Redis switches the cache off instead of breaking pages."""

import pytest

from config.cache import ForgivingRedisCache


@pytest.fixture
def lost() -> ForgivingRedisCache:
    return ForgivingRedisCache("unix:///nowhere/lossless.sock", {})


def test_without_redis_nothing_is_found(lost: ForgivingRedisCache) -> None:
    assert lost.get("key", "instead") == "instead"


def test_without_redis_a_lock_is_given_so_that_log_in_goes_on(lost: ForgivingRedisCache) -> None:
    assert lost.add("key", 1) is True


def test_without_redis_keeping_and_deleting_do_nothing(lost: ForgivingRedisCache) -> None:
    lost.set("key", 1)
    assert lost.delete("key") is False
    assert lost.touch("key") is False
