"""A letter by e-mail: handed over at most once for each press of the button.

The row is written before anything is sent; the connection is opened and the recipient
named; "sending" is committed; the content goes out; the outcome is written. Whatever
is cut off on the way is told by the row, and nothing is tried again by itself.
"""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256

import pghistory
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.text import Truncator

from recommendations.partial_dates import PartialDate
from responses.chasing import chaseable, covered_by
from responses.letters.paper import as_text, paper_of
from responses.mail_servers import (
    Broke,
    Lost,
    Refused,
    TakenAway,
    TryLater,
    mail_server,
    send_once,
)
from responses.mails import POISON, Unwritable, is_allowed, raw, site_host
from responses.models import Channel, Letter, LetterMail
from responses.models.digests import new_token
from responses.services.acts import AlreadyRecorded
from responses.services.letters import (
    GIVEN_UP_FOR_DEAD,
    LetterAct,
    hold_letter,
    require_draft,
)
from responses.weeks import day_in_london

Status = LetterMail.Status
Clock = Callable[[], datetime]


def letter_mail(letter: Letter, recipient: str, *, on: datetime) -> LetterMail:
    """Return what would be sent where, unsent and not stored."""
    day = day_in_london(on)
    addressees = covered_by(letter, on=day)
    earlier = letter.mails.order_by("pk").first()
    return LetterMail(
        letter=letter,
        recipient=recipient,
        subject=letter.subject,
        text=as_text(paper_of(letter, addressees, on=day)),
        message_id=earlier.message_id if earlier else _new_message_id(letter),
    )


def send_letter(
    act: LetterAct, recipient: str, *, clock: Clock, is_repeat_confirmed: bool = False
) -> LetterMail:
    """Send a draft by e-mail, and record it as sent once the server has taken it.

    is_repeat_confirmed: an earlier mail may have arrived, and the officer wants it
    sent again all the same. Returns the mail as it was settled; raises AlreadyRecorded
    where it may not go, besides what hold_letter raises.
    """
    sweep_letters(at=act.at)
    mail = _claim(act, recipient, is_repeat_confirmed=is_repeat_confirmed)
    server = mail_server()
    try:
        words = send_once(
            server,
            lambda: _written(mail),
            commit_sending=lambda content: _write_sending(mail, content, at=clock()),
        )
    except (Refused, Unwritable) as problem:
        return _settle(mail, Status.REFUSED, str(problem), at=clock())
    except (TryLater, Broke) as problem:
        return _settle(mail, Status.DEFERRED, str(problem), at=clock())
    except TakenAway:
        return LetterMail.objects.get(pk=mail.pk)
    except Lost as problem:
        outcome = f"The connection broke while it was handed over ({problem})."
        return _settle(mail, Status.UNKNOWN, outcome, at=clock())
    finally:
        server.close()
    return _settle(mail, Status.ACCEPTED, words, at=clock())


def sweep_letters(*, at: datetime) -> None:
    """Put right what senders left that died on the way; nothing is sent again."""
    stale = LetterMail.objects.asked_before(at - GIVEN_UP_FOR_DEAD)
    stale.filter(status=Status.CLAIMED).update(
        status=Status.DEFERRED,
        settled_at=at,
        outcome="The sender stopped before it was handed over: nothing was sent.",
    )
    stale.filter(status=Status.SENDING).update(
        status=Status.UNKNOWN,
        settled_at=at,
        outcome="The sender stopped while handing it over. It may have been taken.",
    )


def _claim(act: LetterAct, recipient: str, *, is_repeat_confirmed: bool) -> LetterMail:
    """Store the mail that is to go, so that no second press sends another."""
    with hold_letter(act) as letter:
        require_draft(letter)
        _refuse_unready(letter, on=act.at)
        if not is_allowed(recipient):
            raise AlreadyRecorded("MAIL_ALLOW_LIST does not name this address.")
        newest = letter.mails.first()
        may_have_arrived = newest is not None and newest.status == Status.UNKNOWN
        if may_have_arrived and not is_repeat_confirmed:
            raise AlreadyRecorded(
                "The last mail may have arrived. Ask the recipient first, or confirm "
                "that it is to be sent once more."
            )
        mail = letter_mail(letter, recipient, on=act.at)
        mail.asked_by, mail.asked_at = act.by, act.at
        mail.save()
    return mail


def _refuse_unready(letter: Letter, *, on: datetime) -> None:
    if letter.has_gaps:
        raise AlreadyRecorded(
            "A passage in square brackets is still to be filled in: edit the letter "
            "first."
        )
    owing = chaseable(letter.institution, on=day_in_london(on)).filter(letters=letter)
    if owing.count() < letter.addressees.count():
        raise AlreadyRecorded(
            "Some of these recommendations no longer owe a response: edit the letter "
            "first, and leave them out."
        )


def _written(mail: LetterMail) -> tuple[EmailMessage, bytes]:
    """Return the message and its bytes; raises Unwritable where there can be none."""
    try:
        message = EmailMessage(
            subject=mail.subject,
            body=mail.text,
            to=[mail.recipient],
            reply_to=[mail.asked_by.email],
            headers={"Message-ID": mail.message_id},
        )
        return message, raw(message)
    except POISON as problem:
        words = f"It cannot be written: {type(problem).__name__}: {problem}"
        raise Unwritable(Truncator(words).chars(1000)) from problem


def _write_sending(mail: LetterMail, content: bytes, *, at: datetime) -> bool:
    """Commit that the content goes out next; False if the mail was given up."""
    with pghistory.context(user=mail.asked_by_id, by=mail.asked_by.email):
        claimed = LetterMail.objects.filter(pk=mail.pk, status=Status.CLAIMED)
        digest = sha256(content).hexdigest()
        written = claimed.update(status=Status.SENDING, sending_at=at, body_hash=digest)
    return bool(written)


@transaction.atomic
def _settle(
    mail: LetterMail, status: Status, outcome: str, *, at: datetime
) -> LetterMail:
    """Write the outcome; what was taken makes the letter one that was sent."""
    with pghistory.context(user=mail.asked_by_id, by=mail.asked_by.email):
        letter = Letter.objects.select_for_update(of=("self",)).get(pk=mail.letter_id)
        mail.status, mail.outcome, mail.settled_at = status, outcome, at
        mail.save(update_fields=["status", "outcome", "settled_at"])
        if status == Status.ACCEPTED and letter.sent is None:
            letter.sent = PartialDate.from_date(day_in_london(at))
            letter.channel = Channel.EMAIL
            letter.sent_by = str(mail.asked_by)[:200]
            letter.version += 1
            letter.save(update_fields=["sent", "channel", "sent_by", "version"])
    return mail


def _new_message_id(letter: Letter) -> str:
    return f"<letter.{letter.pk}.{new_token()}@{site_host()}>"
