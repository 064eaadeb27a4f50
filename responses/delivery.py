"""Send what is waiting, each at most once, and write down what became of it.

A sender takes rows, commits, talks to the server up to the content, writes "sending",
commits, sends the content and writes the outcome. Whatever is cut off on the way is
told by the row: taken but not sent goes back; being sent is unknown, and not resent.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

import structlog
from django.db import transaction
from django.db.models import F

from responses.mail_servers import (
    Broke,
    Lost,
    MailServer,
    Refused,
    TakenAway,
    TryLater,
    Unreachable,
    mail_server,
    send_once,
)
from responses.mails import Unwritable
from responses.models import Delivery, DigestDelivery, DigestRun
from responses.outboxes import DIGESTS, Outbox, outbox_of
from responses.querysets import DeliveryQuerySet

Status = Delivery.Status
Clock = Callable[[], datetime]

BATCH = 50
# Longer than any step of a living sender: its tasks end after 300 seconds.
GIVEN_UP_FOR_DEAD = timedelta(minutes=10)
BACK_OFF = (1, 2, 5, 15, 30, 60)  # minutes, by attempt
logger = structlog.get_logger(__name__)


@dataclass
class Sent:
    """What came of a round of sending."""

    accepted: int = 0
    deferred: int = 0
    others: int = 0

    @property
    def in_words(self) -> str:
        return (
            f"{self.accepted} sent, {self.deferred} to be tried again, "
            f"{self.others} not sent"
        )

    def count(self, status: Status) -> None:
        if status == Status.ACCEPTED:
            self.accepted += 1
        elif status == Status.DEFERRED:
            self.deferred += 1
        else:
            self.others += 1


def deliver(
    outbox: Outbox = DIGESTS,
    *,
    clock: Clock,
    run: DigestRun | None = None,
    until: datetime | None = None,
) -> Sent:
    """Send what is ready of one kind, until nothing is or time is up.

    run: of digests, only those of one. Any number of senders may be at it at once.
    """
    sent = Sent()
    server = mail_server()
    try:
        while until is None or clock() < until:
            batch = claim(outbox, at=clock(), run=run)
            if not batch:
                break
            if not send_batch(batch, server, clock=clock, sent=sent, until=until):
                break
    finally:
        server.close()
    return sent


@transaction.atomic
def claim(
    outbox: Outbox = DIGESTS, *, at: datetime, run: DigestRun | None = None
) -> list[Any]:
    """Take some rows that are ready, so that no other sender has them."""
    rows = outbox.rows()
    ready = rows.ready(at=at)
    if run is not None:
        ready = ready.filter(run=run)
    taken = list(
        ready.select_for_update(skip_locked=True, of=("self",))
        .order_by("pk")
        .values_list("pk", flat=True)[:BATCH]
    )
    claimed = rows.filter(pk__in=taken)
    claimed.update(status=Status.CLAIMED, claimed_at=at, attempts=F("attempts") + 1)
    return list(claimed.order_by("pk"))


def sweep(*, at: datetime) -> None:
    """Put right what dead senders of digests left, and end what the next covers."""
    put_right(DIGESTS, at=at)
    waiting = DigestDelivery.objects.waiting()
    runs = DigestRun.objects.filter(pk__in=waiting.order_by().values("run"))
    waiting.filter(run__in=[run for run in runs if run.gives_up_at <= at]).update(
        status=Status.SUPPRESSED,
        settled_at=at,
        outcome="Its week ended before it could be sent; the next digest covers it.",
    )


def put_right(outbox: Outbox, *, at: datetime) -> None:
    """Put right what dead senders left of one kind of mail."""
    dead = at - GIVEN_UP_FOR_DEAD
    outbox.rows().claimed_before(dead).update(status=Status.PENDING, claimed_at=None)
    outbox.rows().sending_since_before(dead).update(
        status=Status.UNKNOWN,
        settled_at=at,
        outcome="The sender stopped while handing the mail over. It may have been "
        "taken, so it is not sent again.",
    )


def send_batch(
    batch: list[Any],
    server: MailServer,
    *,
    clock: Clock,
    sent: Sent,
    until: datetime | None = None,
) -> bool:
    """Send claimed rows one after the other; return whether to go on with others.

    What is left when time is up goes back; when nobody answers it is put off.
    """
    batch = outbox_of(batch[0]).refreshed(batch, at=clock())
    for position, delivery in enumerate(batch):
        if until is not None and clock() >= until:
            _give_back(batch[position:])
            return False
        try:
            sent.count(_send(delivery, server, clock=clock))
        except Unreachable as problem:
            for each in batch[position:]:
                sent.count(_defer(each, str(problem), at=clock()))
            return False
    return True


def _give_back(batch: list[Any]) -> None:
    for each in batch:
        _held(each).update(status=Status.PENDING, attempts=each.attempts - 1)


def _send(delivery: Delivery, server: MailServer, *, clock: Clock) -> Status:
    """Send one mail, or say why not; raises Unreachable before anything is sent."""
    outbox = outbox_of(delivery)
    if reason := outbox.reason_not_to_send(delivery):
        return settle(delivery, Status.SUPPRESSED, reason, at=clock())
    if not outbox.has_something_to_say(delivery):
        return settle(delivery, Status.SKIPPED_EMPTY, "Nothing to say.", at=clock())
    try:
        words = send_once(
            server,
            lambda: outbox.written(delivery),
            commit_sending=lambda content: _write_sending(
                delivery, content, at=clock()
            ),
        )
    except Unreachable:
        raise
    except TakenAway:
        return Status.CLAIMED  # another sender's now
    except TryLater as problem:
        return _defer(delivery, str(problem), at=clock())
    except (Refused, Unwritable) as problem:
        return settle(delivery, Status.REFUSED, str(problem), at=clock())
    except (Broke, Lost) as problem:
        return _broke(delivery, problem, at=clock())
    return settle(delivery, Status.ACCEPTED, words, at=clock())


def settle(delivery: Delivery, status: Status, outcome: str, *, at: datetime) -> Status:
    """Write the outcome of a delivery that this sender still holds."""
    _held(delivery).update(status=status, outcome=outcome, settled_at=at)
    return status


def _broke(delivery: Delivery, problem: Broke | Lost, *, at: datetime) -> Status:
    """Put off what broke before the content went out; after it, nobody knows."""
    logger.warning("delivery_broke", delivery=delivery.pk, problem=str(problem))
    if isinstance(problem, Lost):
        outcome = f"The connection broke while the mail was handed over ({problem})."
        return settle(delivery, Status.UNKNOWN, outcome, at=at)
    return _defer(delivery, f"It broke before it was sent: {problem}", at=at)


def _write_sending(delivery: Delivery, content: bytes, *, at: datetime) -> bool:
    """Commit that the content goes out next; False if the row is no longer ours."""
    claimed = _rows(delivery).filter(
        pk=delivery.pk, status=Status.CLAIMED, claimed_at=delivery.claimed_at
    )
    is_written = claimed.update(
        status=Status.SENDING, sending_at=at, body_hash=sha256(content).hexdigest()
    )
    return bool(is_written)


def _defer(delivery: Delivery, words: str, *, at: datetime) -> Status:
    """Put off to a later try, or give up where that would be in the next period."""
    minutes = BACK_OFF[min(delivery.attempts, len(BACK_OFF)) - 1]
    next_try_at = at + timedelta(minutes=minutes)
    if next_try_at >= outbox_of(delivery).gives_up_at(delivery):
        outcome = f"Given up after {delivery.attempts} attempts: {words}"
        return settle(delivery, Status.SUPPRESSED, outcome, at=at)
    _held(delivery).update(
        status=Status.DEFERRED, outcome=words, next_try_at=next_try_at
    )
    return Status.DEFERRED


def _held(delivery: Delivery) -> DeliveryQuerySet:
    """Return the row as long as nobody else has claimed it since."""
    return _rows(delivery).filter(
        pk=delivery.pk,
        claimed_at=delivery.claimed_at,
        status__in=[Status.CLAIMED, Status.SENDING, Status.UNKNOWN],
    )


def _rows(delivery: Delivery) -> DeliveryQuerySet:
    return type(delivery).objects.all()
