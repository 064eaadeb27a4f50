"""Child processes that never outlive whoever started them."""

import ctypes
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

Command = list[str | Path]

PR_SET_PDEATHSIG = 1
NOBODY = "nobody"


class Privilege(StrEnum):
    """As whom PostgreSQL runs; it refuses to run as root."""

    OWN = "own"  # an ordinary user: as that user
    NAMESPACE = "namespace"  # root: a namespace in which root is nobody
    NOBODY = "nobody"  # root where namespaces are not allowed: as nobody


@cache
def privilege() -> Privilege:
    """Choose for this process. POSTGRES_AS=nobody forbids root the namespace."""
    if os.geteuid() != 0:
        return Privilege.OWN
    if os.environ.get("POSTGRES_AS") == Privilege.NOBODY or not _may_unshare():
        return Privilege.NOBODY
    return Privilege.NAMESPACE


def unprivileged(death_signal: int | None = None) -> dict[str, Any]:
    """Return Popen's arguments for a program that must not run as root."""
    if privilege() is Privilege.NAMESPACE:
        return {"cwd": "/", "preexec_fn": _enter(namespace=True, on_death=death_signal)}
    options = {"cwd": "/", "preexec_fn": _enter(on_death=death_signal)}
    if privilege() is Privilege.NOBODY:
        nobody = pwd.getpwnam(NOBODY)
        options |= {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    return options


def bound(death_signal: int = signal.SIGTERM) -> dict[str, Any]:
    """Return Popen's arguments for a child told to end when its parent is killed."""
    return {"preexec_fn": _enter(on_death=death_signal)}


def end_with_parent(death_signal: int = signal.SIGKILL) -> None:
    """Have the kernel end this very process when the one that forked it is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0)


def start(command: Command, log: Path, **options: Any) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own, out of reach of the terminal's Ctrl-C."""
    with log.open("ab") as output:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            **options,
        )


def _may_unshare() -> bool:
    try:
        subprocess.run(["true"], preexec_fn=_enter(namespace=True), check=True)  # noqa: S607
    except (OSError, subprocess.SubprocessError):
        return False
    return True


def _enter(
    *, namespace: bool = False, on_death: int | None = None
) -> Callable[[], None]:
    """Return what the child does between fork and exec."""
    parent = os.getpid()
    nobody = pwd.getpwnam(NOBODY).pw_uid if namespace else 0
    # Looked up here: between fork and exec as little as possible may happen.
    prctl = ctypes.CDLL(None).prctl if sys.platform == "linux" else None

    def enter() -> None:
        if namespace:
            os.unshare(os.CLONE_NEWUSER)
            Path("/proc/self/setgroups").write_text("deny")
            Path("/proc/self/uid_map").write_text(f"{nobody} 0 1")
            Path("/proc/self/gid_map").write_text(f"{nobody} 0 1")
        if on_death and prctl:
            prctl(PR_SET_PDEATHSIG, int(on_death), 0, 0, 0)
            if os.getppid() != parent:
                os._exit(1)

    return enter
