"""Run a management command on a machine where nothing has been set up.

What the environment leaves unset is filled in: embedded services, secrets kept in
the state folder, mail as files. Production sets everything and uses manage.py.
"""

import os
import sys
from contextlib import ExitStack
from urllib.parse import quote

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import ProgrammingError
from psycopg.errors import UndefinedTable

from tracker import env
from tracker.embedded.postgres import Postgres
from tracker.embedded.services import ROOT, ServiceFailed, hold
from tracker.embedded.state import State
from tracker.embedded.valkey import Valkey

INTERRUPTED = 130
NO_TABLES = (
    "The database has no tables yet, or older ones than this code: start ./run once, "
    "or ./run migrate, and then this."
)


def main(arguments: list[str]) -> None:
    """Run the command with everything up that it needs."""
    state = state_folder()
    with ExitStack() as stack:
        try:
            hold_services(state, stack)
            fill_environment(state)
            execute_from_command_line(["./run", *arguments])
        except ProgrammingError as problem:
            if not isinstance(problem.__cause__, UndefinedTable):
                raise
            sys.exit(NO_TABLES)
        except (ServiceFailed, ImproperlyConfigured) as problem:
            sys.exit(str(problem))
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)


def state_folder() -> State:
    """Return the state folder that STATE_DIR names."""
    return State.at(ROOT / (os.environ.get("STATE_DIR") or "var"))


def hold_services(
    state: State, stack: ExitStack, *, is_forgetful: bool = False
) -> None:
    """Hold, until the stack unwinds, the services that the environment leaves to us."""
    postgres, valkey = Postgres(state), Valkey(state)
    if os.environ.get("DATABASE_URL") in {None, "", postgres.url}:
        options = ["--forgetful"] if is_forgetful else []
        stack.enter_context(hold(postgres, *options))
    if os.environ.get("REDIS_URL") in {None, "", valkey.url}:
        stack.enter_context(hold(valkey))


def fill_environment(state: State) -> None:
    """Set every variable that settings need and the environment leaves unset."""
    for name, value in (services(state) | site(state)).items():
        if not os.environ.get(name):
            os.environ[name] = value


def services(state: State) -> dict[str, str]:
    """Return the addresses of the embedded services."""
    return {"DATABASE_URL": Postgres(state).url, "REDIS_URL": Valkey(state).url}


def site(state: State) -> dict[str, str]:
    """Return what describes a site that only its own machine can reach."""
    port = str(env.port("PORT", default=8000))
    return {
        "DJANGO_SETTINGS_MODULE": "tracker.settings",
        "STATE_DIR": str(state.root),
        "PORT": port,
        "SECRET_KEY": state.secret("django"),
        "SITE_URL": f"http://127.0.0.1:{port}",
        "ALLOWED_HOSTS": "127.0.0.1,localhost,[::1]",
        "EMAIL_URL": f"file://{quote(str(state.folder('mail')))}",
        "DEFAULT_FROM_EMAIL": "tracker@example.org",
        "REQUIRE_MFA": "false",
    }


if __name__ == "__main__":
    main(sys.argv[1:])
