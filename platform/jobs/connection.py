"""Connections to Redis: one pool for each address and process."""

from __future__ import annotations

from functools import lru_cache

import redis
import redis.asyncio
from django.conf import settings

# A dead link must show itself in seconds: a request waits for it.
_TIMEOUTS = {"socket_timeout": 5, "socket_connect_timeout": 2, "health_check_interval": 5}


def connection() -> redis.Redis:
    return _connection(settings.REDIS_URL)


@lru_cache(maxsize=4)
def _connection(address: str) -> redis.Redis:
    return redis.Redis.from_url(address, **_TIMEOUTS)


def listening_connection() -> redis.asyncio.Redis:
    """A connection of its own for a listener, which may wait longer than any time-out."""
    return redis.asyncio.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2)
