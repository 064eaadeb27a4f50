import os
import subprocess
import sys
from contextlib import ExitStack

import pytest
from django.core.exceptions import ImproperlyConfigured

from tracker import development
from tracker.embedded.services import ROOT, is_kept
from tracker.embedded.state import State
from tracker.embedded.valkey import Valkey


@pytest.fixture
def state(tmp_path, monkeypatch):
    for name in {"DATABASE_URL", "REDIS_URL", *development.site(State.at(tmp_path))}:
        monkeypatch.delenv(name, raising=False)
    return State.at(tmp_path)


def run(state, *arguments, **environment):
    command = [sys.executable, "-m", "tracker.development", *arguments]
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment = kept | {"STATE_DIR": str(state.root)} | environment
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_what_is_set_is_left_alone(state, monkeypatch):
    monkeypatch.setenv("SITE_URL", "https://tracker.example.org")
    monkeypatch.setenv("EMAIL_URL", "")

    development.fill_environment(state)

    assert os.environ["SITE_URL"] == "https://tracker.example.org"
    assert os.environ["EMAIL_URL"] == f"file://{state.root}/mail"


def test_two_copies_differ_in_port_folder_and_secret(state, monkeypatch, tmp_path):
    here = development.site(state)
    monkeypatch.setenv("PORT", "8001")
    there = development.site(State.at(tmp_path / "other"))

    assert all(here[name] != there[name] for name in ("SITE_URL", "SECRET_KEY"))
    assert there["SITE_URL"] == "http://127.0.0.1:8001"


def test_an_odd_port_is_refused(state, monkeypatch):
    monkeypatch.setenv("PORT", "eight")

    with pytest.raises(ImproperlyConfigured, match="PORT must be a number"):
        development.site(state)


def test_services_that_the_environment_names_are_not_started(state, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/tracker")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere")

    with ExitStack() as stack:
        development.hold_services(state, stack)
        assert not is_kept(Valkey(state))


def test_a_command_runs_with_services_up_and_leaves_none_behind(state):
    question = "from django.core.cache import cache; cache.set('a', 'kept');"
    found = run(state, "shell", "-v0", "-c", f"{question} print(cache.get('a'))")

    assert (found.returncode, found.stdout) == (0, "kept\n"), found.stderr
    assert not is_kept(Valkey(state))


def test_a_bad_setting_is_a_sentence_and_no_traceback(state):
    found = run(state, "check", DEBUG="perhaps", REDIS_URL="redis://elsewhere")

    assert found.returncode == 1
    assert found.stderr == "DEBUG must be true or false, not 'perhaps'.\n"


def test_a_command_before_the_first_start_says_what_to_start(state):
    found = run(state, "check_register")

    assert found.returncode == 1
    assert found.stderr == f"{development.NO_TABLES}\n"


def test_production_without_settings_is_told_what_to_set(tmp_path):
    command = [sys.executable, "manage.py", "check"]

    found = subprocess.run(
        command, cwd=ROOT, env={}, capture_output=True, text=True, check=False
    )

    assert found.returncode == 1
    assert found.stderr.startswith("Set SITE_URL: ")
