"""The site's settings, as tests run them: the same code, in a state of its own."""

import os

from tracker import development
from tracker.embedded.state import State

# Workers of pytest-xdist inherit the first process's environment, and so its folder.
is_worker = "PYTEST_XDIST_WORKER" in os.environ
folder = development.state_folder().root
STATE = State.at(folder if is_worker else folder / "test")

# Real services may be named by the environment; nothing else of it reaches a test.
OWN = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PORT": "8000"}
os.environ |= development.site(STATE) | OWN
development.fill_environment(STATE)

from tracker.settings import *  # noqa: E402, F403

# Hashing as slowly as a sign-in should would be most of a test's time.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
