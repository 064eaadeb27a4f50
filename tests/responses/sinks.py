"""A real mail server on this machine that takes, refuses, drops or falls silent."""

import email
import socket
import time
from email import policy
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

MODES = {"ok", "451", "drop", "552 after data", "silent"}


class Sink:
    """Keeps what it took. mode: one of MODES; refuses: addresses that get a 550."""

    def __init__(self) -> None:
        self.mode = "ok"
        self.refuses: set[str] = set()
        self.messages: list[bytes] = []
        self.recipients: list[str] = []
        self.port = free_port()
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)

    def __enter__(self) -> Self:
        self.controller.start()
        return self

    def __exit__(self, *_failure: object) -> None:
        self.controller.stop()

    @property
    def texts(self) -> list[str]:
        return [
            email.message_from_bytes(raw, policy=policy.default)
            .get_body(["plain"])
            .get_content()
            for raw in self.messages
        ]

    @property
    def subjects(self) -> list[str]:
        return [
            email.message_from_bytes(raw, policy=policy.default)["Subject"]
            for raw in self.messages
        ]

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd's name
        self, server: SMTP, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if self.mode == "451":
            return "451 4.3.0 Try again later"
        if address in self.refuses:
            return "550 5.1.1 No such mailbox"
        if self.mode == "silent":
            await server.loop.run_in_executor(None, time.sleep, 3)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 -- aiosmtpd's name
        self, server: SMTP, _session: Any, envelope: Any
    ) -> str:
        if self.mode == "552 after data":
            return "552 5.2.2 Mailbox full"
        self.messages.append(envelope.content)
        self.recipients += envelope.rcpt_tos
        if self.mode == "drop":
            server.transport.abort()
        return "250 2.0.0 Taken"


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def smtp_settings(port: int) -> dict[str, Any]:
    """Return MAILERS that lead to a port of this machine, with little patience."""
    options = {"host": "127.0.0.1", "port": port, "timeout": 1}
    backend = "django.core.mail.backends.smtp.EmailBackend"
    return {"default": {"BACKEND": backend, "OPTIONS": options}}
