import subprocess
import sys

import pytest

from tracker.embedded import locks


@pytest.fixture
def open_lock(tmp_path):
    """Open the same lock as often as wanted."""
    opened = []

    def open_lock():
        opened.append((tmp_path / "lock").open("a+"))
        return opened[-1]

    yield open_lock
    for file in opened:
        file.close()


def test_one_at_a_time(open_lock):
    assert locks.take(open_lock())
    assert not locks.take(open_lock())


def test_many_may_share_but_none_be_alone_then(open_lock):
    locks.share(open_lock())
    locks.share(open_lock())

    assert not locks.take(open_lock())


def test_what_the_holder_noted_can_be_read(open_lock):
    locks.note(open_lock(), "a longer note")
    locks.note(open_lock(), "process 1")

    assert locks.noted(open_lock()) == "process 1"


def test_a_killed_holder_lets_go(open_lock):
    file = open_lock()
    sleep = [sys.executable, "-c", "import time; time.sleep(60)"]
    with subprocess.Popen(sleep, pass_fds=[file.fileno()]) as holder:
        assert locks.take(file)
        file.close()
        assert not locks.take(open_lock())
        holder.kill()

    assert locks.take(open_lock())
