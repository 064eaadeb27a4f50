import os
import signal
import sys

import pytest

from tests.processes import await_true, is_alive
from tracker import supervisor
from tracker.supervisor import Child, GaveUp, Supervisor

STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN)"
PARENT = "import subprocess; print(subprocess.Popen(['sleep', '60']).pid, flush=True)"
SLEEP = "import time; time.sleep(60)"


@pytest.fixture
def child(tmp_path):
    """Make a child that runs the given Python, and end it after the test."""
    made = []

    def child(*lines):
        command = [sys.executable, "-c", "\n".join(lines)]
        made.append(Child("child", command, tmp_path / "child.log"))
        return made[-1]

    yield child
    for each in made:
        each.kill()


def test_what_ended_is_started_again(child):
    one = child(SLEEP)
    watching = Supervisor([one])
    watching.start()
    first = one.process.pid
    os.kill(first, signal.SIGKILL)
    await_true(lambda: not one.is_alive())

    assert watching.look() == ["child"]
    assert one.is_alive()
    assert one.process.pid != first
    assert watching.look() == []


def test_what_ends_again_and_again_is_given_up(child, monkeypatch):
    monkeypatch.setattr(supervisor.time, "sleep", lambda _: None)
    one = child("raise SystemExit(3)")
    one.start()
    for _ in range(supervisor.STARTS - 1):
        one.process.wait()
        one.restart()
    one.process.wait()

    with pytest.raises(GaveUp, match=r"child ended 5 times .* 3.*child\.log"):
        one.restart()


def test_all_stop_when_asked(child):
    watching = Supervisor([child(SLEEP), child(SLEEP)])
    watching.start()

    watching.stop()

    assert not any(each.is_alive() for each in watching.children)


def test_one_that_will_not_stop_is_killed_with_its_own_children(child, monkeypatch):
    monkeypatch.setattr(supervisor, "GENTLE", 0.2)
    one = child(STUBBORN, PARENT, SLEEP)
    watching = Supervisor([one])
    watching.start()
    await_true(lambda: one.log.read_text().endswith("\n"))

    watching.stop()

    grandchild = int(one.log.read_text())
    await_true(lambda: not is_alive(grandchild))
    assert not one.is_alive()
