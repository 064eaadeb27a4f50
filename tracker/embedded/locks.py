"""Locks between processes. The kernel lets go of them when the last holder ends."""

import fcntl
import os
from typing import IO

# A note is written over the last one in one piece, so that nobody who has not the
# lock finds half of one.
NOTE_SIZE = 200


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
    """Write what others may read at any time of whoever has the lock.

    Raises:
        ValueError: it is longer than NOTE_SIZE bytes.
    """
    piece = text.encode().ljust(NOTE_SIZE)
    if len(piece) > NOTE_SIZE:
        raise ValueError(f"{text!r} is longer than {NOTE_SIZE} bytes.")
    os.pwrite(file.fileno(), piece, 0)


def noted(file: IO[str]) -> str:
    return os.pread(file.fileno(), NOTE_SIZE, 0).decode().rstrip()


def _try(file: IO[str], kind: int) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
