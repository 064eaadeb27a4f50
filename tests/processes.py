"""Look at processes from outside."""

import os
import time
from collections.abc import Callable
from pathlib import Path


def is_alive(pid: int) -> bool:
    """Tell whether the process runs; one that ended and is not reaped does not."""
    try:
        os.kill(pid, 0)
        status = Path(f"/proc/{pid}/stat").read_text()
    except (ProcessLookupError, FileNotFoundError):
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def await_true(question: Callable[[], object], *, within: float = 20) -> None:
    """Wait until the answer is yes; fail when it is still no after so many seconds."""
    end = time.monotonic() + within
    while not question():
        assert time.monotonic() < end, f"still not true after {within} s"
        time.sleep(0.02)
