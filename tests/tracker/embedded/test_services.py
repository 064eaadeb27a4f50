"""Holding, keeping and losing services, tried on Valkey, which starts fastest."""

import os
import signal
import subprocess
import sys

import pytest

from tests.processes import await_true, is_alive
from tracker.embedded.postgres import Postgres
from tracker.embedded.services import ServiceFailed, hold, is_kept
from tracker.embedded.state import State
from tracker.embedded.valkey import Valkey

HOLDER = """
import sys, time
from pathlib import Path
from tracker.embedded.services import hold
from tracker.embedded.state import State
from tracker.embedded.valkey import Valkey
with hold(Valkey(State.at(Path(sys.argv[1])))):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def valkey(tmp_path):
    return Valkey(State.at(tmp_path))


@pytest.fixture
def holder(valkey):
    """Another process that holds the service."""
    command = [sys.executable, "-c", HOLDER, str(valkey.state.root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()
    await_true(lambda: not is_kept(valkey))


def pid_of(service, name=None):
    return int((service.state.root / "locks" / (name or service.name)).read_text())


def test_a_service_answers_while_it_is_held_and_stops_after(valkey):
    assert not valkey.answers()
    with hold(valkey):
        assert valkey.answers()
        assert is_kept(valkey)

    assert not is_kept(valkey)
    assert not valkey.answers()


def test_the_last_to_let_go_stops_it(valkey, holder):
    with hold(valkey):
        pass

    assert valkey.answers()


def test_a_holder_that_is_killed_lets_go(valkey, holder):
    holder.kill()

    await_true(lambda: not is_kept(valkey))
    assert not valkey.answers()


def test_a_service_that_is_killed_is_started_again(valkey):
    with hold(valkey):
        first = pid_of(valkey)
        os.kill(first, signal.SIGKILL)

        await_true(lambda: pid_of(valkey) != first and valkey.answers())


def test_a_killed_keeper_takes_the_service_with_it_and_the_next_start_recovers(valkey):
    with hold(valkey):
        first = pid_of(valkey)
        os.kill(pid_of(valkey, "valkey-keeper"), signal.SIGKILL)
        await_true(lambda: not is_alive(first))

        with hold(valkey):
            assert valkey.answers()


def test_a_service_that_cannot_start_says_why(tmp_path):
    (tmp_path / "valkey").write_text("a file where its folder should be")

    with pytest.raises(ServiceFailed, match="valkey"), hold(Valkey(State.at(tmp_path))):
        pytest.fail("never gets here")


def test_what_its_log_says_is_repeated(tmp_path):
    postgres = Postgres(State.at(tmp_path))
    with hold(postgres, "--forgetful"):
        pass
    (postgres.data / "postgresql.conf").write_text("no_such_setting = 1")

    with (
        pytest.raises(ServiceFailed, match=r"(?s)log ends with:\n.*no_such_setting"),
        hold(postgres),
    ):
        pytest.fail("never gets here")


def test_services_are_told_apart(valkey):
    with hold(valkey):
        assert not is_kept(Postgres(valkey.state))
