"""Addresses of services, as the environment writes them, in the words of settings."""

from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from tracker import env

MAIL_TIMEOUT = 20  # seconds; Django's default is to wait for ever
MAIL_BACKENDS = "django.core.mail.backends"


def site(name: str) -> str:
    """Return the address readers see, without a slash at its end."""
    parts = _split(name, {"http", "https"}, "https://tracker.example.org")
    if not parts.hostname or parts.path.strip("/") or parts.query:
        raise ImproperlyConfigured(
            f"{name} must be a scheme and a host and no more: "
            "https://tracker.example.org."
        )
    return f"{parts.scheme}://{parts.netloc}"


def database(name: str) -> dict[str, Any]:
    """Return Django's settings for a postgres:// address.

    A folder of sockets is written as the host, %-encoded, or as ?host=. All else
    after the question mark is handed to psycopg: ?sslmode=require&pool=true.
    """
    schemes = {"postgres", "postgresql"}
    parts = _split(name, schemes, "postgres://tracker:word@host:5432/tracker")
    if not parts.path.strip("/"):
        raise ImproperlyConfigured(f"{name} must name a database after the host.")
    options = {key: _typed(value) for key, value in parse_qsl(parts.query)}
    host = options.pop("host", unquote(parts.hostname or ""))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        # A pool keeps the connections itself, and will not share that work.
        "CONN_MAX_AGE": 0 if options.get("pool") else 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def queue_and_cache(name: str) -> tuple[str, str]:
    """Return two addresses on one Redis: the queue's, and the cache's beside it.

    The cache takes the database after the queue's, so that emptying the one leaves
    the other alone. Celery and Django spell a socket in two ways.
    """
    parts = _split(name, {"redis", "rediss", "unix"}, "redis://host:6379/0")
    options = dict(parse_qsl(parts.query))
    is_socket = parts.scheme == "unix"
    number = options.pop("db", "0") if is_socket else parts.path.strip("/") or "0"
    if not number.isdigit():
        raise ImproperlyConfigured(f"{name} must end in the number of a database.")
    queue, cache = int(number), int(number) + 1
    if is_socket:
        socket = parts.path
        return (
            f"redis+socket://{socket}?virtual_host={queue}",
            f"unix://{socket}?db={cache}",
        )
    server = f"{parts.scheme}://{parts.netloc}"
    query = f"?{parts.query}" if parts.query else ""
    return f"{server}/{queue}{query}", f"{server}/{cache}{query}"


def mailer(name: str) -> dict[str, Any]:
    """Return the MAILERS entry for an address in one of these forms.

    smtps://user:word@host (TLS from the first byte), smtp+starttls://user:word@host,
    smtp://host (plain, for a relay on the same machine), file:///folder (a file a
    message).
    """
    schemes = {"smtp", "smtps", "smtp+starttls", "file"}
    parts = _split(name, schemes, "smtp+starttls://user:word@host:587")
    if parts.scheme == "file":
        folder = {"folder": unquote(parts.path)}
        return {"BACKEND": "responses.mailbox.MailboxBackend", "OPTIONS": folder}
    if not parts.hostname:
        raise ImproperlyConfigured(f"{name} must name the mail server's host.")
    options = {
        "host": parts.hostname,
        "port": parts.port,
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_ssl": parts.scheme == "smtps",
        "use_tls": parts.scheme == "smtp+starttls",
        "timeout": MAIL_TIMEOUT,
    }
    return {"BACKEND": f"{MAIL_BACKENDS}.smtp.EmailBackend", "OPTIONS": options}


def single_sign_on(name: str) -> dict[str, Any]:
    """Return allauth's providers: one when the issuer is set, otherwise none.

    The client's id and secret stand beside it, as NAME_CLIENT_ID and so on.
    """
    if not env.text(f"{name}_ISSUER"):
        return {}
    issuer = _split(f"{name}_ISSUER", {"https"}, "https://login.example.org").geturl()
    app = {
        "provider_id": "oidc",
        "name": env.text(f"{name}_NAME", default="Single sign-on"),
        "client_id": env.required(f"{name}_CLIENT_ID"),
        "secret": env.required(f"{name}_CLIENT_SECRET"),
        "settings": {"server_url": issuer, "fetch_userinfo": True},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


def origins(name: str) -> list[str]:
    """Return the scheme and host of an address that may be left unset."""
    parts = urlsplit(env.text(name))
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []


def _split(name: str, schemes: set[str], example: str) -> SplitResult:
    """Split the variable's address; never repeat it, for it may hold a password."""
    value = env.required(name)
    try:
        parts = urlsplit(value)
        is_number = parts.port is None or parts.port > 0
    except ValueError:
        parts, is_number = SplitResult("", "", "", "", ""), False
    if parts.scheme not in schemes or not is_number:
        raise ImproperlyConfigured(f"{name} must look like {example}.")
    return parts


def _typed(value: str) -> bool | int | str:
    if value in {"true", "false"}:
        return value == "true"
    return int(value) if value.isdigit() else value
