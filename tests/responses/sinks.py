"""A real mail server on this machine that takes, refuses, drops or falls silent."""

import asyncio
import email
import socket
from email import policy
from enum import StrEnum
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


class Mode(StrEnum):
    OK = "ok"
    TRY_LATER = "451"
    SILENT = "silent"
    STALL = "stall before the content"
    FULL = "552 after data"
    DROP = "drop"
    TAKE_AND_SAY_NOTHING = "take and say nothing"


class Sink:
    """Keeps what it took. refuses: addresses that get a 550."""

    def __init__(self) -> None:
        self.mode: str = Mode.OK
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
        if self.mode == Mode.TRY_LATER:
            return "451 4.3.0 Try again later"
        if address in self.refuses:
            return "550 5.1.1 No such mailbox"
        if self.mode in {Mode.SILENT, Mode.STALL}:
            await asyncio.sleep(3 if self.mode == Mode.SILENT else 15)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 -- aiosmtpd's name
        self, server: SMTP, _session: Any, envelope: Any
    ) -> str:
        if self.mode == Mode.FULL:
            return "552 5.2.2 Mailbox full"
        self.messages.append(envelope.content)
        self.recipients += envelope.rcpt_tos
        if self.mode == Mode.DROP:
            server.transport.abort()
        if self.mode == Mode.TAKE_AND_SAY_NOTHING:
            await asyncio.sleep(15)
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
