"""Locks between processes. The kernel lets go of them when the last holder ends."""

import fcntl
from typing import IO


def take(file: IO[str]) -> bool:
    """Take the lock for oneself alone, and say whether that was possible now."""
    return _try(file, fcntl.LOCK_EX)


def await_turn(file: IO[str]) -> None:
    """Take the lock for oneself alone, however long that takes."""
    fcntl.flock(file, fcntl.LOCK_EX)


def share(file: IO[str]) -> None:
    """Take the lock together with others, once nobody has it for himself alone."""
    fcntl.flock(file, fcntl.LOCK_SH)


def note(file: IO[str], text: str) -> None:
    """Write what others may read of whoever has the lock."""
    file.seek(0)
    file.truncate()
    file.write(text)
    file.flush()


def noted(file: IO[str]) -> str:
    file.seek(0)
    return file.read()


def _try(file: IO[str], kind: int) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
