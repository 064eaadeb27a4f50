"""The whole of ./run, tried from outside: what starts, what stops, what recovers."""

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.processes import await_true, is_alive
from tracker.embedded.services import ROOT

SERVICES = {"DATABASE_URL", "REDIS_URL"}


@pytest.fixture(scope="module")
def state(tmp_path_factory):
    """One state folder for all, for making the database takes the longest."""
    return tmp_path_factory.mktemp("state")


@pytest.fixture
def up(state):
    """Start the tracker in the state folder; end it after the test."""
    started = []
    ours = {"STATE_DIR", "DJANGO_SETTINGS_MODULE", "SITE_URL"}
    kept = {k: v for k, v in os.environ.items() if k not in SERVICES | ours}

    def up(port):
        command = [sys.executable, "-m", "tracker.development", "up"]
        environment = kept | {"STATE_DIR": str(state), "PORT": str(port)}
        output = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        process = subprocess.Popen(command, cwd=ROOT, env=environment, **output)
        started.append(process)
        return process

    yield up
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()
    await_true(lambda: not family(state), within=30)


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def await_greeting(process):
    """Return all that was said up to the line that gives the address."""
    said = ""
    while "The tracker runs at" not in said:
        line = process.stdout.readline()
        assert line, f"It ended, having said: {said}"
        said += line
    return said


def status(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/accounts/login/") as page:
            return page.status
    except urllib.error.URLError as problem:
        return str(problem.reason)


def family(state):
    """Return what runs on behalf of the state folder: number and command line."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            environment = (folder / "environ").read_text(errors="replace")
            command = (folder / "cmdline").read_text(errors="replace")
        except OSError:
            continue
        is_ours = f"STATE_DIR={state}\0" in environment or f"{state}" in command
        if is_ours and is_alive(int(folder.name)):
            found[int(folder.name)] = command.replace("\0", " ")
    return found


def pid_of(state, word):
    """Return the process that started the others whose command line holds the word."""
    found = {pid for pid, command in family(state).items() if word in command}
    [eldest] = [pid for pid in found if parent_of(pid) not in found]
    return eldest


def parent_of(pid):
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def test_it_serves_says_so_when_asked_again_and_stops_on_sigterm(up, port, state):
    first = up(port)
    assert f"http://127.0.0.1:{port}/" in await_greeting(first)
    assert status(port) == 200

    again = up(port)
    assert f"Already running: http://127.0.0.1:{port}/" in again.communicate()[0]
    assert again.returncode == 0

    first.terminate()
    first.communicate(timeout=10)
    assert first.returncode == 0
    assert not family(state)


def test_ctrl_c_stops_it(up, port, state):
    process = up(port)
    await_greeting(process)

    process.send_signal(signal.SIGINT)

    process.communicate(timeout=10)
    assert not family(state)


def test_killed_it_leaves_nothing_running_and_the_next_start_recovers(up, port, state):
    killed = up(port)
    await_greeting(killed)
    assert pid_of(state, "pginstall/bin/postgres")

    killed.kill()
    next_one = up(port)

    assert "The tracker runs at" in await_greeting(next_one)
    assert status(port) == 200
    next_one.kill()
    await_true(lambda: not family(state), within=10)


@pytest.mark.parametrize("word", ["gunicorn", "celery --app tracker.celery worker"])
def test_a_part_that_is_killed_is_started_again(up, port, state, word):
    process = up(port)
    await_greeting(process)
    first = pid_of(state, word)

    os.kill(first, signal.SIGKILL)

    assert "had ended, and was started again" in process.stdout.readline()
    await_true(lambda: status(port) == 200)
    assert pid_of(state, word) != first


def test_a_port_that_is_taken_is_refused_with_advice(up, state):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = up(port)
        said = process.communicate()[0]

    assert process.returncode == 1
    assert f"Port {port} is not free" in said
    assert f"PORT={port + 1} ./run" in said
