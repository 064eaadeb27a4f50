"""The folder in which a copy of the tracker keeps everything of its own."""

import fcntl
import hashlib
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

# A socket's path may be 108 bytes long on Linux, 104 elsewhere; names need some.
LONGEST_SOCKET_FOLDER = 80


@dataclass(frozen=True)
class State:
    """The state folder. Made private to its owner when first asked for."""

    root: Path

    @classmethod
    def at(cls, root: Path) -> "State":
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        return cls(root.resolve())

    @property
    def mark(self) -> str:
        """A few letters that no other state folder of this machine has."""
        return hashlib.sha256(os.fsencode(self.root)).hexdigest()[:8]

    @property
    def sockets(self) -> Path:
        """Where the services listen: inside the folder, unless its path is too long."""
        folder = self.root / "run"
        if len(os.fsencode(folder)) > LONGEST_SOCKET_FOLDER:
            name = f"tracker-{os.getuid()}-{self.mark}"
            folder = Path(tempfile.gettempdir()) / name
        return _private(folder)

    def folder(self, name: str) -> Path:
        folder = self.root / name
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder

    def log(self, name: str) -> Path:
        return self.folder("log") / f"{name}.log"

    def secret(self, name: str) -> str:
        """Return a random secret, made the first time somebody asks for it."""
        path = self.folder("secrets") / name
        if not path.exists():
            _write_once(path, secrets.token_urlsafe(50))
        return path.read_text()

    @contextmanager
    def lock(self, name: str) -> Iterator[None]:
        """Wait until nobody else does what the name says."""
        with self.open_lock(name) as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def open_lock(self, name: str) -> IO[str]:
        """Open a lock's file. The lock goes with the last process that has it open."""
        path = self.folder("locks") / name
        path.touch()
        # Not for appending: what is noted in it is written over the last note.
        return path.open("r+")


def _write_once(path: Path, text: str) -> None:
    """Write a private file whole or not at all; the first of two writers wins."""
    draft = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    with suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()


def _private(folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    if found.st_uid != os.getuid() or found.st_mode & 0o022:
        raise RuntimeError(
            f"{folder} belongs to somebody else: remove it, start again."
        )
    return folder
