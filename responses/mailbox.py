"""Mail as files, for development: one .eml a message, to be read on a page."""

import email
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage as ParsedMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, Self

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class MailboxBackend(BaseEmailBackend):
    """Django's way in: keeps every message in the folder."""

    def __init__(self, folder: str, **options: Any) -> None:
        super().__init__(**options)
        self.folder = Path(folder)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            parsed = message.message(policy=policy.SMTP)
            keep(self.folder, str(parsed["Message-ID"]), parsed.as_bytes())
        return len(email_messages)


def keep(folder: Path, message_id: str, raw: bytes) -> bool:
    """Store a message whole or not at all; False if the folder has it already."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = folder / f".{secrets.token_hex(8)}"
    draft.write_bytes(raw)
    try:
        (folder / _file_name(message_id)).hardlink_to(draft)
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    return True


@dataclass(frozen=True)
class KeptMail:
    """A message of the folder, as a page shows it."""

    name: str
    at: datetime
    recipient: str
    subject: str
    text: str
    html: str

    @classmethod
    def read(cls, path: Path) -> Self:
        with path.open("rb") as file:
            parsed = email.message_from_binary_file(file, policy=policy.default)
        return cls(
            name=path.stem,
            at=parsedate_to_datetime(str(parsed["Date"])),
            recipient=str(parsed["To"]),
            subject=str(parsed["Subject"]),
            text=_part(parsed, "plain"),
            html=_part(parsed, "html"),
        )


def kept_mails(folder: Path, *, limit: int) -> list[KeptMail]:
    """Return the newest messages of the folder, newest first."""
    paths = sorted(folder.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
    return [KeptMail.read(path) for path in reversed(paths[-limit:])]


def kept_mail(folder: Path, name: str) -> KeptMail | None:
    path = folder / f"{name}.eml"
    return KeptMail.read(path) if _is_plain(name) and path.is_file() else None


def _part(parsed: ParsedMessage, kind: str) -> str:
    part = parsed.get_body([kind])
    return str(part.get_content()) if part is not None else ""


def _file_name(message_id: str) -> str:
    return re.sub(r"[^\w.@-]", "", message_id.strip("<>"))[:200] + ".eml"


def _is_plain(name: str) -> bool:
    return re.fullmatch(r"[\w.@-]{1,200}", name) is not None
