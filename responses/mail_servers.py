"""Hand one message to one recipient in two steps: the envelope, then the content.

Between the two nothing is taken, and after the second nothing can be taken back. So
the sender writes down in between that it is about to send.
"""

import re
import smtplib
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, cast

from django.core.mail import EmailMessage, mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend as SmtpBackend

from responses.mailbox import MailboxBackend, keep
from responses.mails import Unwritable


class TryLater(Exception):
    """The server will not have the message now; it has certainly not taken it."""


class Refused(Exception):
    """The server will never have this message."""


class Unreachable(TryLater):
    """There is no talking to the server at all: others need not be tried now."""


class TakenAway(Exception):
    """Another sender holds the message now: nothing of it was handed over."""


class Broke(Exception):
    """Something else went wrong before the content went out; the message says what."""


class Lost(Exception):
    """It went wrong while the content went out: nobody knows whether it was taken."""


class MailServer(Protocol):
    def offer(self, mail: EmailMessage) -> None:
        """Name sender and recipient; raises TryLater or Refused."""

    def hand_over(self, mail: EmailMessage, content: bytes) -> str:
        """Send the content, which is the mail's bytes; return the server's words.

        Raises TryLater or Refused where it certainly was not taken. Anything else
        that is raised leaves unknown whether it was.
        """

    def close(self) -> None:
        """Let go of the connection."""


def mail_server() -> MailServer:
    """Return the way out that settings name."""
    backend = mailers.default
    if isinstance(backend, SmtpBackend):
        return SmtpServer(backend)
    if isinstance(backend, MailboxBackend):
        return FolderServer(backend.folder)
    return BackendServer(backend)


def send_once(
    server: MailServer,
    write: Callable[[], tuple[EmailMessage, bytes]],
    *,
    commit_sending: Callable[[bytes], bool],
) -> str:
    """Send one message, and return the server's words.

    commit_sending: writes down for good that this content goes out next; false where
    the message is no longer the caller's. Raises TryLater, Refused, Unwritable,
    TakenAway and Broke where it certainly was not taken, and Lost where it may be.
    """
    is_going_out = False
    try:
        mail, content = write()
        server.offer(mail)
        if not commit_sending(content):
            raise TakenAway
        is_going_out = True
        return server.hand_over(mail, content)
    except (TryLater, Refused, Unwritable, TakenAway):
        raise
    except Exception as problem:
        server.close()  # half an exchange may be left on the connection
        words = f"{type(problem).__name__}: {problem}"[:1000]
        raise (Lost if is_going_out else Broke)(words) from problem


class SmtpServer:
    """A connection that is opened when needed and kept for the next message."""

    def __init__(self, backend: SmtpBackend) -> None:
        self.backend = backend

    def offer(self, mail: EmailMessage) -> None:
        sender = self.backend.prep_address(mail.from_email)
        recipient = self.backend.prep_address(mail.to[0])
        try:
            connection = self._connection()
            connection.ehlo_or_helo_if_needed()
            connection.rset()
            _expect(connection.mail(sender), 250)
            _expect(connection.rcpt(recipient), 250, 251)
        except (smtplib.SMTPServerDisconnected, OSError) as problem:
            self.close()
            raise _as_refusal(problem) from problem

    def hand_over(self, mail: EmailMessage, content: bytes) -> str:
        connection = self._connection()
        try:
            _expect(connection.docmd("DATA"), 354)
        except OSError as problem:
            self.close()
            raise _as_refusal(problem) from problem
        try:
            # A line of one dot would end the message; every leading dot is doubled.
            connection.send(re.sub(rb"(?m)^\.", b"..", content) + b".\r\n")
            answer = connection.getreply()
        except BaseException:
            self.close()
            raise
        _expect(answer, 250)
        return _words(answer)

    def close(self) -> None:
        connection, self.backend.connection = self.backend.connection, None
        if connection is not None:
            connection.close()

    def _connection(self) -> smtplib.SMTP:
        if self.backend.connection is not None and self.backend.connection.sock is None:
            self.backend.connection = None
        self.backend.open()
        # Never None after an open that raised nothing.
        return cast("smtplib.SMTP", self.backend.connection)


class FolderServer:
    """Development's: a file a message, under the name that its Message-ID gives."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def offer(self, mail: EmailMessage) -> None:
        """There is nobody to refuse."""

    def hand_over(self, mail: EmailMessage, content: bytes) -> str:
        is_new = keep(self.folder, mail.extra_headers["Message-ID"], content)
        return "written to a file" if is_new else "was written to a file before"

    def close(self) -> None:
        """Nothing is held."""


class BackendServer:
    """Any other backend of Django's, which takes envelope and content as one."""

    def __init__(self, backend: BaseEmailBackend) -> None:
        self.backend = backend

    def offer(self, mail: EmailMessage) -> None:
        """There is no asking beforehand."""

    def hand_over(self, mail: EmailMessage, content: bytes) -> str:
        self.backend.send_messages([mail])
        return "accepted"

    def close(self) -> None:
        self.backend.close()


def _expect(answer: tuple[int, bytes], *codes: int) -> None:
    if answer[0] in codes:
        return
    if answer[0] == 421:
        raise Unreachable(_words(answer))
    if 500 <= answer[0] < 600:
        raise Refused(_words(answer))
    raise TryLater(_words(answer))


def _as_refusal(problem: OSError) -> TryLater:
    """Say what went wrong with the connection, in words that a person can act on."""
    if isinstance(problem, smtplib.SMTPResponseException):
        answer = (problem.smtp_code, problem.smtp_error)
        return Unreachable(_words((answer[0], _bytes(answer[1]))))
    return Unreachable(f"The mail server cannot be reached: {problem or 'no answer'}.")


def _words(answer: tuple[int, bytes]) -> str:
    return f"{answer[0]} {answer[1].decode(errors='replace')}"[:1000]


def _bytes(words: str | bytes) -> bytes:
    return words.encode() if isinstance(words, str) else words
