import pytest
import redis

from tracker.embedded.services import hold
from tracker.embedded.state import State
from tracker.embedded.valkey import Valkey


@pytest.fixture
def valkey(tmp_path):
    return Valkey(State.at(tmp_path))


@pytest.fixture
def client(valkey):
    with redis.Redis.from_url(valkey.url) as client:
        yield client


def test_the_queue_survives_a_restart(valkey, client):
    with hold(valkey):
        client.lpush("queue", "task")
    client.connection_pool.disconnect()
    with hold(valkey):
        assert client.lrange("queue", 0, -1) == [b"task"]


def test_it_throws_nothing_out_to_make_room(valkey, client):
    with hold(valkey):
        assert client.config_get("maxmemory-policy") == {
            "maxmemory-policy": "noeviction"
        }


def test_only_its_owner_may_call_it(valkey):
    with hold(valkey):
        assert valkey.socket.stat().st_mode & 0o077 == 0
