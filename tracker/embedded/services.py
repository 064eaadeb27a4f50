"""Hold a service for as long as it is needed; the last to let go stops it."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from tracker.embedded import locks
from tracker.embedded.state import State

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 10.0  # seconds


class Service(Protocol):
    """What a keeper needs to know of what it keeps."""

    @property
    def name(self) -> str: ...
    @property
    def stop_signal(self) -> int: ...
    @property
    def state(self) -> State: ...
    def prepare(self) -> None: ...
    def start(self, lock: int) -> subprocess.Popen[bytes]: ...
    def answers(self) -> bool: ...
    def finish(self) -> None: ...


class ServiceFailed(Exception):
    """A service did not start. Says which, and what it said."""


@contextmanager
def hold(service: Service, *options: str) -> Iterator[None]:
    """Have the service answer from here to the end of the block.

    Any number of processes may hold it at once. One that is killed lets go too.
    """
    with service.state.open_lock(f"{service.name}-users") as users:
        locks.share(users)
        with service.state.lock(f"{service.name}-start"):
            if not is_kept(service):
                _start_keeper(service, *options)
        yield
        is_last = locks.take(users)
    if is_last:
        _await_keepers_end(service)


def is_kept(service: Service) -> bool:
    """Tell whether a keeper watches over the service."""
    with service.state.open_lock(f"{service.name}-keeper") as keeper:
        return not locks.take(keeper)


def _start_keeper(service: Service, *options: str) -> None:
    module = "tracker.embedded.keeper"
    arguments = [service.name, str(service.state.root), *options]
    # Returns when the service answers; the keeper itself goes on in the background.
    started = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if started.returncode:
        raise ServiceFailed(started.stdout.strip())


def _await_keepers_end(service: Service) -> None:
    end = time.monotonic() + PATIENCE
    while is_kept(service) and time.monotonic() < end:
        time.sleep(0.05)
