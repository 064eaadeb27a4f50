"""The cache: a help, never a need."""

from typing import Any

import structlog
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

logger = structlog.get_logger(__name__)


class ForgivingClient(RedisCacheClient):
    """Redis that counts as empty while it is away, so that no page fails with it.

    Whatever must hold without Redis (who may sign in how often, what was sent) is
    not to be built on the cache alone.
    """

    def add(self, key: Any, value: Any, timeout: Any) -> bool:
        # True: the lock is "taken", for there is nobody to wait for.
        return self._forgiving(True, super().add, key, value, timeout)

    def get(self, key: Any, default: Any) -> Any:
        return self._forgiving(default, super().get, key, default)

    def set(self, key: Any, value: Any, timeout: Any) -> None:
        self._forgiving(None, super().set, key, value, timeout)

    def touch(self, key: Any, timeout: Any) -> bool:
        return self._forgiving(False, super().touch, key, timeout)

    def delete(self, key: Any) -> bool:
        return self._forgiving(False, super().delete, key)

    def get_many(self, keys: Any) -> Any:
        return self._forgiving({}, super().get_many, keys)

    def has_key(self, key: Any) -> bool:
        return self._forgiving(False, super().has_key, key)

    def incr(self, key: Any, delta: int) -> int:
        return self._forgiving(delta, super().incr, key, delta)

    def set_many(self, data: Any, timeout: Any) -> None:
        self._forgiving(None, super().set_many, data, timeout)

    def delete_many(self, keys: Any) -> None:
        self._forgiving(None, super().delete_many, keys)

    def clear(self) -> bool:
        return self._forgiving(False, super().clear)

    @staticmethod
    def _forgiving(without: Any, method: Any, *args: Any) -> Any:
        try:
            return method(*args)
        except RedisError as problem:
            logger.warning("cache_away", problem=type(problem).__name__)
            return without


class ForgivingRedisCache(RedisCache):
    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = ForgivingClient
