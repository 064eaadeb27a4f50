import os
import signal
import subprocess
import sys

import pytest

from tests.processes import await_true
from tracker.embedded import locks
from tracker.embedded.services import ROOT, is_kept
from tracker.embedded.state import State
from tracker.embedded.valkey import Valkey

KEEPER = [sys.executable, "-m", "tracker.embedded.keeper"]


@pytest.fixture
def valkey(tmp_path):
    return Valkey(State.at(tmp_path))


def start_keeper(name, folder):
    return subprocess.run(
        [*KEEPER, name, folder], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_it_keeps_only_what_it_knows(tmp_path):
    started = start_keeper("mysql", tmp_path)

    assert started.returncode == 2
    assert "invalid choice: 'mysql'" in started.stderr


def test_it_returns_once_the_service_answers_and_ends_when_nobody_holds_it(valkey):
    with valkey.state.open_lock("valkey-users") as users:
        locks.share(users)
        assert start_keeper("valkey", valkey.state.root).returncode == 0
        assert valkey.answers()

    await_true(lambda: not is_kept(valkey))


def test_told_to_end_it_stops_the_service_first(valkey):
    with valkey.state.open_lock("valkey-users") as users:
        locks.share(users)
        start_keeper("valkey", valkey.state.root)
        keeper = (valkey.state.root / "locks/valkey-keeper").read_text()
        os.kill(int(keeper), signal.SIGTERM)

        await_true(lambda: not is_kept(valkey))
        assert not valkey.answers()
