"""How a letter goes out, is answered and is cancelled.

Every act holds the letter: one lock, one check, one trail, as with an addressee.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pghistory
from django.db import transaction

from recommendations.partial_dates import PartialDate
from responses.history import letter_changes_since, was_submitted
from responses.models import Channel, Letter, Officer
from responses.permissions import may_write_to
from responses.services.acts import (
    AlreadyRecorded,
    AlreadySubmitted,
    ChangedMeanwhile,
    NotAllowed,
)
from responses.weeks import day_in_london

# Longer than any step of a living sender: a silent server is given up sooner.
GIVEN_UP_FOR_DEAD = timedelta(minutes=10)


class ImpossibleDay(Exception):
    """What is dated on that day cannot have happened on it; the message says why."""


@dataclass(frozen=True)
class SentLetter:
    """How a letter went out. url: where it was made public, blank if it was not."""

    sent: PartialDate
    channel: Channel
    sent_by: str
    url: str = ""


@dataclass(frozen=True)
class Reply:
    """A reply in hand; no published response, and no end to the duty.

    is_public: readers are told that it came, and where it can be read.
    """

    replied: PartialDate
    says: str
    url: str = ""
    is_public: bool = False


@dataclass(frozen=True)
class LetterAct:
    """Who does something to which letter, when, and what they had before them.

    based_on: the letter's version that the officer saw. submission: one token a form.
    """

    letter: Letter
    by: Officer
    at: datetime
    based_on: int
    submission: str = ""

    @property
    def on(self) -> date:
        """The day in London."""
        return day_in_london(self.at)


@contextmanager
def hold_letter(act: LetterAct, *, reason: str = "") -> Iterator[Letter]:
    """Hold the letter while an act on it is written; one transaction.

    Raises NotAllowed, AlreadySubmitted and ChangedMeanwhile, and AlreadyRecorded while
    it is being handed to a mail server or once it is cancelled.
    """
    context = {"user": act.by.pk, "by": act.by.email, "submission": act.submission}
    if reason:
        context["reason"] = reason
    with transaction.atomic(), pghistory.context(**context):
        letters = Letter.objects.select_for_update(of=("self",))
        letter = letters.select_related("rung", "institution").get(pk=act.letter.pk)
        if not may_write_to(act.by, letter.addressees.all()):
            raise NotAllowed
        if was_submitted(letter, submission=act.submission, by=act.by.pk):
            raise AlreadySubmitted
        if letter.version != act.based_on:
            changes = letter_changes_since(letter, act.based_on)
            raise ChangedMeanwhile(letter.version, changes)
        _refuse_settled(letter, at=act.at)
        letter.version += 1
        yield letter
        letter.save(update_fields=["version"])


def record_sent(act: LetterAct, sent: SentLetter) -> None:
    """Record that a draft went out, by whatever way.

    Raises AlreadyRecorded when it did before, and ImpossibleDay for a day to come or
    one before its newest report.
    """
    with hold_letter(act) as letter:
        require_draft(letter)
        _refuse_odd_day(letter, sent.sent, on=act.on)
        letter.sent = sent.sent
        letter.channel = sent.channel
        letter.sent_by = sent.sent_by
        letter.url = sent.url
        letter.save(update_fields=["sent", "channel", "sent_by", "url"])


def record_reply(act: LetterAct, reply: Reply) -> None:
    """Record what came back, or correct it; nothing about the duty changes.

    Raises AlreadyRecorded where nothing was sent, and ImpossibleDay for a day to come
    or one before it was.
    """
    with hold_letter(act) as letter:
        if letter.sent is None:
            raise AlreadyRecorded("It was never sent: record first how it went out.")
        if reply.replied.latest < letter.sent.earliest:
            raise ImpossibleDay(
                f"That is before the letter was sent, {letter.sent.in_words}."
            )
        if reply.replied.earliest > act.on:
            raise ImpossibleDay("That day is still to come.")
        letter.replied = reply.replied
        letter.reply = reply.says
        letter.reply_url = reply.url
        letter.is_reply_public = reply.is_public
        letter.save(update_fields=["replied", "reply", "reply_url", "is_reply_public"])


def cancel_letter(act: LetterAct, *, reason: str) -> None:
    """Cancel a draft, or what was logged as sent by mistake; it is kept."""
    with hold_letter(act, reason=reason) as letter:
        letter.cancelled_by = act.by
        letter.cancelled_at = act.at
        letter.cancelled_reason = reason
        letter.save(update_fields=["cancelled_by", "cancelled_at", "cancelled_reason"])


def _refuse_settled(letter: Letter, *, at: datetime) -> None:
    if letter.status == Letter.Status.CANCELLED:
        raise AlreadyRecorded("This letter has been cancelled: draft another one.")
    if letter.mails.under_way(since=at - GIVEN_UP_FOR_DEAD).exists():
        raise AlreadyRecorded(
            "This letter is being handed to the mail server. Open it again in a few "
            "minutes to see what came of that."
        )


def require_draft(letter: Letter) -> None:
    if not letter.is_draft:
        sent = letter.sent.in_words if letter.sent else ""
        raise AlreadyRecorded(f"This letter was sent already: {sent}.")


def _refuse_odd_day(letter: Letter, sent: PartialDate, *, on: date) -> None:
    if sent.earliest > on:
        raise ImpossibleDay(
            "That day is still to come: record it once the letter is sent."
        )
    reports = [each.report for each in letter.addressees.select_related("report").all()]
    newest = max(report.published.earliest for report in reports)
    if sent.latest < newest:
        raise ImpossibleDay("That is before the report came out.")
