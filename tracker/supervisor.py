"""Watch over child processes: start them, start them again, stop them all."""

import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tracker.embedded import processes

GENTLE = 5.0  # seconds a child may take to stop before it is killed
STARTS = 5  # as often as this
WINDOW = 60.0  # in as many seconds as this is too often


class GaveUp(Exception):
    """A child ended again and again. Says which, and where its log is."""


@dataclass
class Child:
    """One program, and how it likes to be stopped."""

    name: str
    command: processes.Command
    log: Path
    death_signal: int = signal.SIGTERM  # sent when whoever watches is killed
    lock: int | None = None  # a descriptor it holds open for as long as it lives
    process: subprocess.Popen[bytes] | None = None
    started: list[float] = field(default_factory=list)

    def start(self) -> None:
        self.started.append(time.monotonic())
        self.process = processes.start(
            self.command,
            self.log,
            pass_fds=[self.lock] if self.lock is not None else [],
            **processes.bound(self.death_signal),
        )

    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def restart(self) -> None:
        """Start it once more, each time a little later, but not for ever."""
        self.kill()
        now = time.monotonic()
        self.started = [at for at in self.started if now - at < WINDOW]
        if len(self.started) >= STARTS:
            code = self.process.returncode if self.process else None
            raise GaveUp(
                f"{self.name} ended {STARTS} times in a minute (last with {code}). "
                f"See why in {self.log}"
            )
        time.sleep(0.25 * 2 ** len(self.started))
        self.start()

    def kill(self) -> None:
        """End the child and all its own children at once."""
        if self.process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Supervisor:
    """Several children that live and end together."""

    def __init__(self, children: list[Child]) -> None:
        self.children = children

    def start(self) -> None:
        for child in self.children:
            child.start()

    def look(self) -> list[str]:
        """Start again whatever has ended; return the names."""
        ended = [child for child in self.children if not child.is_alive()]
        for child in ended:
            child.restart()
        return [child.name for child in ended]

    def stop(self) -> None:
        """Ask all to stop, the last started first; kill those that will not."""
        asked = [child for child in reversed(self.children) if child.is_alive()]
        for child in asked:
            if child.process is not None:
                child.process.terminate()
        end = time.monotonic() + GENTLE
        while any(child.is_alive() for child in asked) and time.monotonic() < end:
            time.sleep(0.05)
        for child in self.children:
            child.kill()
