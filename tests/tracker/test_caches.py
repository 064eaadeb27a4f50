import pytest
from django.core.cache import cache

from tracker.caches import ForgivingRedisCache


@pytest.fixture
def away():
    """A cache whose Redis is down."""
    return ForgivingRedisCache("unix:///nowhere/valkey.sock?db=1", {})


def test_cache_keeps_what_it_is_given(services):
    cache.set("key", "value")

    assert cache.get("key") == "value"


def test_without_redis_nothing_is_found_and_nothing_fails(away):
    away.set("key", "value")

    assert away.get("key", "default") == "default"
    assert away.get_many(["key"]) == {}
    assert not away.has_key("key")


def test_without_redis_changes_change_nothing(away):
    assert away.set_many({"key": "value"}) == []
    assert away.incr("key") == 1
    assert not away.touch("key")
    assert not away.delete("key")
    assert not away.clear()
    away.delete_many(["key"])


def test_without_redis_nobody_waits_for_a_lock(away):
    assert away.add("lock", "mine")
