"""The cache lies in the same Redis as the queue: it may not disturb it, nor be a way in from there."""

import json
from typing import Any

from accounts.cache import ForgivingRedisCache

PREFIX = "cache"


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
