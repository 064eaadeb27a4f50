import signal
import subprocess
import sys

import pytest

from tests.processes import await_true, is_alive
from tracker.embedded import processes
from tracker.embedded.processes import Privilege

PARENT = """
import subprocess, sys, time
from tracker.embedded import processes
options = processes.{kind}({signal})
child = subprocess.Popen(["sleep", "60"], **options)
print(child.pid, flush=True)
time.sleep(60)
"""

FORKING_PARENT = """
import os, time
from tracker.embedded import processes
if os.fork() == 0:
    processes.end_with_parent()
    print(os.getpid(), flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("kind", ["bound", "unprivileged"])
def test_a_child_ends_when_its_parent_is_killed(kind):
    child = kill_parent(PARENT.format(kind=kind, signal=int(signal.SIGTERM)))

    await_true(lambda: not is_alive(child))


def test_a_forked_child_may_choose_to_end_with_its_parent():
    child = kill_parent(FORKING_PARENT)

    await_true(lambda: not is_alive(child))


def test_unprivileged_programs_do_not_run_as_root():
    command = ["id", "-u"]

    found = subprocess.check_output(command, text=True, **processes.unprivileged())

    assert int(found) != 0


def test_root_may_be_told_to_run_them_as_nobody(monkeypatch):
    monkeypatch.setattr(processes.os, "geteuid", lambda: 0)
    monkeypatch.setenv("POSTGRES_AS", "nobody")

    assert processes.privilege.__wrapped__() is Privilege.NOBODY


def test_an_ordinary_user_runs_them_as_itself(monkeypatch):
    monkeypatch.setattr(processes.os, "geteuid", lambda: 1000)
    monkeypatch.setenv("POSTGRES_AS", "nobody")

    assert processes.privilege.__wrapped__() is Privilege.OWN


def kill_parent(program):
    """Run the program, which prints its child's number, and kill it; return that."""
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        child = int(parent.stdout.readline())
        assert is_alive(child)
        parent.kill()
    return child
