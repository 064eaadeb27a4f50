"""Keep one service running for as long as anybody holds it (see services.hold).

python -m tracker.embedded.keeper postgres|valkey FOLDER [--forgetful]

Returns once the service answers, and leaves the keeper itself behind. Killing the
keeper ends the service; killing the service makes the keeper start it again.
"""

import argparse
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import IO, NoReturn

from tracker.embedded import locks
from tracker.embedded.postgres import Postgres
from tracker.embedded.services import Service
from tracker.embedded.state import State
from tracker.embedded.valkey import Valkey

STEP = 0.1  # seconds between two looks
START_PATIENCE = 60.0
STOP_PATIENCE = 8.0
STARTS = 5  # in a row, before it is given up


class Keeper:
    """One service and its process."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the service and wait until it answers."""
        self.service.prepare()
        with self.service.state.open_lock(self.service.name) as lock:
            self._claim(lock)
            self.process = self.service.start(lock.fileno())
            locks.note(lock, str(self.process.pid))
        end = time.monotonic() + START_PATIENCE
        while not self.service.answers():
            if self.process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(self._last_words())
            time.sleep(0.02)
        self.service.finish()

    def watch(self, users: IO[str]) -> None:
        """Return when nobody holds the service any more; nobody new may, until then."""
        starts = 0
        while not locks.take(users):
            time.sleep(STEP)
            if self.process is None or self.process.poll() is not None:
                starts += 1
                if starts > STARTS:
                    raise RuntimeError(self._last_words())
                time.sleep(starts * STEP)
                self.start()

    def stop(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(self.service.stop_signal)
        try:
            self.process.wait(STOP_PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _claim(self, lock: IO[str]) -> None:
        """Wait for what a killed keeper left behind: it has the lock until it ends."""
        if not locks.take(lock):
            with suppress(ValueError, ProcessLookupError):
                os.kill(int(locks.noted(lock)), self.service.stop_signal)
            locks.await_turn(lock)

    def _last_words(self) -> str:
        log = self.service.state.log(self.service.name)
        words = log.read_text(errors="replace")[-800:] if log.exists() else ""
        return f"{self.service.name} did not start; {log} ends with:\n{words}"


def main(arguments: list[str]) -> int:
    service = _service(arguments)
    reading, writing = os.pipe()
    if os.fork() == 0:
        os.close(reading)
        os.setsid()
        _keep(service, writing)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        words = pipe.read()
    if words != "ready":
        sys.stdout.write(words or f"The keeper of {service.name} was killed.\n")
    return words != "ready"


def _keep(service: Service, pipe: int) -> NoReturn:
    """Keep the service; tell whoever waits at the pipe that it is ready, or why not."""
    code = 1
    keeper = Keeper(service)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _leave)
    held = service.state.open_lock(f"{service.name}-keeper")
    users = service.state.open_lock(f"{service.name}-users")
    try:
        locks.await_turn(held)
        locks.note(held, str(os.getpid()))
        keeper.start()
        os.write(pipe, b"ready")
        _let_go_of_terminal(service.state.log("keeper"), pipe)
        keeper.watch(users)
        code = 0
    except (OSError, RuntimeError) as problem:
        with suppress(OSError):
            os.write(pipe, str(problem).encode())
    finally:
        keeper.stop()
        os._exit(code)


def _let_go_of_terminal(log: Path, pipe: int) -> None:
    """Close what whoever started us waits for, and write to a log from here on."""
    with log.open("ab") as output:
        os.dup2(output.fileno(), 1)
        os.dup2(output.fileno(), 2)
    os.close(pipe)


def _leave(number: int, _frame: object) -> NoReturn:
    raise SystemExit(128 + number)


def _service(arguments: list[str]) -> Service:
    parser = argparse.ArgumentParser(prog="tracker.embedded.keeper")
    parser.add_argument("service", choices=["postgres", "valkey"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--forgetful", action="store_true")
    given = parser.parse_args(arguments)
    state = State.at(given.folder)
    if given.service == "valkey":
        return Valkey(state)
    return Postgres(state, is_forgetful=given.forgetful)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
