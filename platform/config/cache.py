"""The cache, which lies in the same Redis as the queue.

It may not disturb the queue, nor be a way in from there; and a lost Redis switches it off instead of
breaking pages. What stands in it are counters of throttles: without them log-in goes on, only unthrottled,
until Redis is back.
"""

import json
import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

PREFIX = "cache"

log = logging.getLogger(__name__)


def _or_without(name: str, answer: Any) -> Callable[..., Any]:
    """The method of that name, answering as an empty cache would where Redis cannot be asked."""
    method: Callable[..., Any] = getattr(RedisCache, name)

    @wraps(method)
    def forgiving(self: RedisCache, key: str, *args: Any, **kwargs: Any) -> Any:
        try:
            return method(self, key, *args, **kwargs)
        except RedisError as error:
            log.warning("cache.%s without Redis: %s", name, error)
            return answer

    return forgiving


class ForgivingRedisCache(RedisCache):
    add = _or_without("add", True)
    set = _or_without("set", None)
    touch = _or_without("touch", False)
    delete = _or_without("delete", False)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        try:
            return super().get(key, default, version)
        except RedisError as error:
            log.warning("cache.get without Redis: %s", error)
            return default


class JsonSerializer:
    """Data only: with Django's pickles, whoever may write to the queue could run code in the site."""

    def dumps(self, value: Any) -> bytes:
        return json.dumps(value).encode()

    def loads(self, data: bytes) -> Any:
        return json.loads(data)


class SharedCache(ForgivingRedisCache):
    def __init__(self, server: str, params: dict[str, Any]) -> None:
        options = {"serializer": JsonSerializer(), "socket_connect_timeout": 2, "socket_timeout": 5}
        super().__init__(server, {**params, "KEY_PREFIX": PREFIX, "OPTIONS": options})

    def clear(self) -> None:
        """Only what is the cache's own; Django would empty the whole database, with the queue in it."""
        client = self._cache.get_client(None, write=True)
        for key in client.scan_iter(f"{PREFIX}:*", count=500):
            client.delete(key)
