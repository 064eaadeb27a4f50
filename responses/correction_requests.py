"""What readers say is wrong: taken in, answered, and in the end forgotten."""

import ipaddress
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pghistory
from django.db import connection, transaction
from django.utils.crypto import salted_hmac

from recommendations.models import Addressee, Institution, Report
from responses.answers import new_answer_id
from responses.models import AnswerDelivery, CorrectionRequest, Officer, Response
from responses.models.deliveries import new_token
from responses.permissions import answerable_by

# How many are taken within how long: from one network, and in all.
PER_SENDER = [(5, timedelta(hours=1)), (15, timedelta(days=1))]
IN_ALL = [(60, timedelta(hours=1)), (200, timedelta(days=1))]
# How long after the answer it is still known who asked.
KEPT = timedelta(days=365)
SET_ASIDE = "This is not about an entry of this register."
# Any number will do, as long as nothing else in this database takes turns by it.
TURN = 20_261_122
Outcome = CorrectionRequest.Outcome


class TooMany(Exception):
    """More requests came than are taken; minutes: when to try again, at least 1."""

    def __init__(self, minutes: int) -> None:
        super().__init__(f"Try again in {minutes} minutes.")
        self.minutes = minutes


class AnsweredAlready(Exception):
    """Somebody has answered the request."""


class NotYours(Exception):
    """The request is not one that this officer may answer."""


@dataclass(frozen=True)
class NewRequest:
    """What a reader says, about one thing of the register."""

    about: Addressee | Institution | Report
    what_is_wrong: str
    how_known: str
    source_url: str
    email: str
    response: Response | None = None

    @property
    def item(self) -> dict[str, Any]:
        """The columns that say what it is about."""
        name = str(self.about._meta.model_name)
        return {name: self.about, "response": self.response}


def take_in(new: NewRequest, *, address: str, at: datetime) -> None:
    """Put a request into the queue.

    address: the network address that it came from, of which a keyed hash is kept.
    Raises TooMany; the count is of rows, so that it holds without a cache.
    """
    sender = sender_of(address)
    with transaction.atomic(), pghistory.context(by="reader"):
        with connection.cursor() as cursor:
            # Many at once are counted one after the other.
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])
        _refuse_too_many(sender, at=at)
        CorrectionRequest.objects.create(
            **new.item,
            what_is_wrong=new.what_is_wrong,
            how_known=new.how_known,
            source_url=new.source_url,
            email=new.email,
            sender=sender,
            asked_at=at,
        )


def sender_of(address: str) -> str:
    """Return a keyed hash of a network address; of IPv6, of the network it is in."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        network = "unknown"
    else:
        length = 32 if known.version == 4 else 64
        network = str(ipaddress.ip_network((known, length), strict=False))
    return salted_hmac("correction request", network, algorithm="sha256").hexdigest()


def answer(
    request: CorrectionRequest,
    *,
    by: Officer,
    at: datetime,
    outcome: CorrectionRequest.Outcome,
    words: str,
) -> None:
    """Answer a request, publicly, and by mail where the reader gave an address.

    Raises AnsweredAlready and NotYours.
    """
    with transaction.atomic():
        answered = _answer([request.pk], by=by, at=at, outcome=outcome, words=words)
        _queue_mails(answered, at=at)


def set_aside(requests: Collection[int], *, by: Officer, at: datetime) -> int:
    """Answer many at once as not about the register; return how many.

    No mail goes out: whoever sent them may have given other people's addresses. All
    or none: raises AnsweredAlready and NotYours.
    """
    with transaction.atomic():
        answered = _answer(
            requests, by=by, at=at, outcome=Outcome.NOT_ABOUT_THIS, words=SET_ASIDE
        )
    return len(answered)


def forget_senders(*, at: datetime) -> int:
    """Forget who asked what was answered a year ago; return how many."""
    long_ago = CorrectionRequest.objects.to_forget(before=at - KEPT)
    return long_ago.update(email="", sender="")


def _answer(
    chosen: Collection[int], *, by: Officer, at: datetime, outcome: Outcome, words: str
) -> list[CorrectionRequest]:
    theirs = answerable_by(by).filter(pk__in=chosen).order_by()
    if theirs.count() != len(set(chosen)):
        raise NotYours
    rows = CorrectionRequest.objects.filter(pk__in=chosen).order_by("pk")
    held = list(rows.select_for_update(of=("self",)))
    if not all(each.is_open for each in held):
        raise AnsweredAlready
    with pghistory.context(user=by.pk, by=by.email):
        rows.update(outcome=outcome, answer=words, answered_by=by, answered_at=at)
    return held


def _queue_mails(answered: Iterable[CorrectionRequest], *, at: datetime) -> None:
    for request in answered:
        if request.email:
            token = new_token()
            AnswerDelivery.objects.create(
                request=request,
                token=token,
                message_id=new_answer_id(token),
                created_at=at,
            )


def _refuse_too_many(sender: str, *, at: datetime) -> None:
    waits = [
        _wait(rows, most, within, at=at)
        for rows, limits in (
            (CorrectionRequest.objects.filter(sender=sender), PER_SENDER),
            (CorrectionRequest.objects.all(), IN_ALL),
        )
        for most, within in limits
    ]
    if (wait := max(waits)) > timedelta(0):
        raise TooMany(-(-wait // timedelta(minutes=1)))


def _wait(rows: Any, most: int, within: timedelta, *, at: datetime) -> timedelta:
    """Return how long until there are fewer than the most; 0 where there are."""
    recent = rows.since(at - within).order_by("-asked_at")
    times = list(recent.values_list("asked_at", flat=True)[:most])
    return times[-1] + within - at if len(times) == most else timedelta(0)
