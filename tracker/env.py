"""Read settings from the environment, and fail loudly when one is missing or odd."""

import os
from ipaddress import ip_network

from django.core.exceptions import ImproperlyConfigured

SECRET_LENGTH = 50


def required(name: str) -> str:
    """Return the variable's value; refuse to start without one."""
    value = text(name)
    if not value:
        raise ImproperlyConfigured(
            f"Set {name}: .env.example says what it should hold. "
            "(For development start with ./run, which sets everything.)"
        )
    return value


def text(name: str, *, default: str = "") -> str:
    """Return the variable's value, or the default when it is unset or blank."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool) -> bool:
    """Return a true/false variable; any third spelling is an error, not False."""
    value = text(name, default=str(default)).lower()
    if value not in {"true", "false"}:
        raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")
    return value == "true"


def port(name: str, *, default: int) -> int:
    """Return the number of a port that a program without privileges may listen on."""
    value = text(name, default=str(default))
    if not value.isdecimal() or not 1024 <= int(value) <= 65535:
        raise ImproperlyConfigured(
            f"{name} must be a number from 1024 to 65535, not {value!r}."
        )
    return int(value)


def listed(name: str) -> list[str]:
    """Return the parts of a comma-separated variable, blank ones left out."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def secret(name: str) -> str:
    """Return a secret long and varied enough to sign sessions with."""
    value = required(name)
    if len(value) < SECRET_LENGTH or len(set(value)) < SECRET_LENGTH / 5:
        raise ImproperlyConfigured(
            f"{name} must be {SECRET_LENGTH} or more random characters. "
            "One to take: python -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )
    return value


def hosts(name: str) -> list[str]:
    """Return the host names the site answers to: at least one, and not every one."""
    required(name)
    if "*" in listed(name):
        raise ImproperlyConfigured(f"{name} must name the hosts; * lets any pass.")
    return listed(name)


def networks(name: str) -> list[str]:
    """Return addresses and networks, each checked; "unix" stands for a socket."""
    for part in listed(name):
        if part != "unix":
            _check_network(name, part)
    return listed(name)


def support_lines(name: str) -> list[dict[str, str]]:
    """Return the help lines of the footer, from "Name|phone|address" parts.

    Parts are divided by a semicolon or a new line; phone or address may be blank.
    """
    lines = [line.strip() for line in text(name).replace(";", "\n").splitlines()]
    return [_support_line(name, line) for line in lines if line]


def _check_network(name: str, part: str) -> None:
    try:
        ip_network(part)
    except ValueError as problem:
        raise ImproperlyConfigured(
            f"{name} must list addresses, networks or the word unix: {problem}."
        ) from None


def _support_line(name: str, line: str) -> dict[str, str]:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != 3 or not parts[0] or not (parts[1] or parts[2]):
        raise ImproperlyConfigured(
            f"{name} must hold lines like Name|0800 000 000|https://example.org, "
            f"not {line!r}."
        )
    return dict(zip(("name", "phone", "url"), parts, strict=True))
