"""Everything a reader, an officer and the jobs need, from one terminal."""

import http.client
import os
import signal
import socket
import sys
import threading
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connections

from recommendations.models import Inquiry
from tracker import env
from tracker.embedded import locks
from tracker.embedded.state import State
from tracker.first_account import how_to_sign_in
from tracker.supervisor import Child, GaveUp, Supervisor

HOST = "127.0.0.1"
PATIENCE = 60.0  # seconds for the first page
LEFTOVERS = 15.0  # seconds for the children of a killed run to end


class Command(BaseCommand):
    help = "Migrate, then serve the site and run its jobs until Ctrl-C or SIGTERM."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--port", type=int, help="where to listen; otherwise PORT, or 8000"
        )

    def handle(self, *args: Any, port: int | None, **options: Any) -> None:
        state = State.at(Path(settings.STATE_DIR))
        port = port or env.port("PORT", default=8000)
        with state.open_lock("up") as owner:
            if not locks.take(owner):
                self.say(f"Already running: {locks.noted(owner)}")
                return
            locks.note(owner, f"http://{HOST}:{port}/ (process {os.getpid()})")
            with state.open_lock("up-children") as children:
                await_leftovers(children)
                refuse_taken_port(port)
                self.run(Supervisor(programs(state, port, children.fileno())), port)

    def run(self, supervisor: Supervisor, port: int) -> None:
        """Bring the database up to date, then run all until told to stop."""
        with told_to_stop() as stop:
            sign_in = self.prepare()
            try:
                supervisor.start()
                self.greet(supervisor, port, stop, sign_in=sign_in)
                while not stop.wait(0.5):
                    for name in supervisor.look():
                        self.say(f"{name} had ended, and was started again.")
            except GaveUp as problem:
                raise CommandError(str(problem)) from None
            finally:
                self.say("Stopping …")
                supervisor.stop()

    def prepare(self) -> str:
        """Bring the database up to date; return how to sign in, if that is known."""
        call_command("migrate", interactive=False, verbosity=0)
        if not Inquiry.objects.exists():
            self.say("Loading the register of the IICSA …")
            directory = settings.BASE_DIR / "fixtures" / "iicsa"
            call_command("load_register", directory, stdout=StringIO())
        sign_in = how_to_sign_in(State.at(Path(settings.STATE_DIR)))
        # Nothing from here on needs the database in this process.
        connections.close_all()
        return sign_in

    def greet(
        self, supervisor: Supervisor, port: int, stop: threading.Event, *, sign_in: str
    ) -> None:
        """Say where the site is and how to sign in, once it answers."""
        end = time.monotonic() + PATIENCE
        while not (status := first_page(port)) and not stop.wait(0.05):
            supervisor.look()
            if time.monotonic() > end:
                raise GaveUp(f"The site does not answer. See {settings.STATE_DIR}/log.")
        if status >= http.HTTPStatus.INTERNAL_SERVER_ERROR:
            self.say(f"The first page fails. See why in {settings.STATE_DIR}/log.")
        elif status:
            if sign_in:
                self.say(sign_in)
            self.say(f"The tracker runs at http://{HOST}:{port}/ (Ctrl-C stops it).")

    def say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()


def programs(state: State, port: int, lock: int) -> list[Child]:
    """Return the web server, the worker and the clock, none of them started."""
    python = [sys.executable, "-m"]
    celery = [*python, "celery", "--app", "tracker.celery"]
    web = [*python, "gunicorn", "tracker.wsgi", "--bind", f"{HOST}:{port}"]
    threads = [
        "--threads",
        "4",
        "--limit-request-line",
        "8190",
        "--graceful-timeout",
        "3",
        "--no-control-socket",
    ]
    # Separate processes: a task that runs away can be killed, and is handed out again.
    pool = ["--pool", "prefork", "--concurrency", "2", "--without-mingle"]
    return [
        Child("web", [*web, *threads], state.log("web"), lock=lock),
        Child(
            "worker",
            [*celery, "worker", "--loglevel", "info", "--without-gossip", *pool],
            state.log("worker"),
            # Asked to stop, it would wait for tasks and for a queue that is gone. What
            # it had in hand is handed out again; its own children see it is dead.
            death_signal=signal.SIGKILL,
            lock=lock,
        ),
        Child("beat", [*celery, "beat", "--pidfile="], state.log("beat"), lock=lock),
    ]


@contextmanager
def told_to_stop() -> Iterator[threading.Event]:
    """Turn Ctrl-C, SIGTERM and a closed terminal into an event."""
    stop = threading.Event()
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.getsignal(number) for number in numbers}
    for number in numbers:
        signal.signal(number, lambda *_: stop.set())
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def await_leftovers(children: IO[str]) -> None:
    """Wait until the children of a run that was killed have ended."""
    end = time.monotonic() + LEFTOVERS
    while not locks.take(children):
        if time.monotonic() > end:
            raise CommandError(
                "Processes of an earlier run, whose parent was killed, do not end. "
                "Find them with: ps -ef | grep tracker"
            )
        time.sleep(0.1)


def refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as problem:
            raise CommandError(
                f"Port {port} is not free ({problem.strerror}). Stop the program that "
                f"has it, or choose another: PORT={port + 1} ./run"
            ) from None


def first_page(port: int) -> int:
    """Return the status of the site's first page, or 0 while nobody answers."""
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()
