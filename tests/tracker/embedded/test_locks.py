import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from tracker.embedded import locks
from tracker.embedded.state import State


@pytest.fixture
def open_lock(tmp_path):
    """Open the same lock as often as wanted."""
    opened = []

    def open_lock():
        opened.append(State.at(tmp_path).open_lock("lock"))
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


def test_a_note_is_never_found_half_written(open_lock):
    written, read = open_lock(), open_lock()
    locks.note(written, "1")
    with ThreadPoolExecutor() as threads:
        writing = threads.submit(note_often, written, ["1", "23", "456789"])
        while not writing.done():
            assert locks.noted(read) in {"1", "23", "456789"}


def note_often(file, notes, times=3000):
    for note in notes * times:
        locks.note(file, note)


def test_a_note_too_long_is_refused(open_lock):
    with pytest.raises(ValueError, match="longer than"):
        locks.note(open_lock(), "x" * (locks.NOTE_SIZE + 1))


def test_a_killed_holder_lets_go(open_lock):
    file = open_lock()
    sleep = [sys.executable, "-c", "import time; time.sleep(60)"]
    with subprocess.Popen(sleep, pass_fds=[file.fileno()]) as holder:
        assert locks.take(file)
        file.close()
        assert not locks.take(open_lock())
        holder.kill()

    assert locks.take(open_lock())
