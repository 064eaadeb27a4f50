"""What is particular to each kind of mail; sending them is the same (delivery)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.core.mail import EmailMessage

from responses.answers import answer_mail, reason_not_to_answer
from responses.mails import digest_mail, reason_not_to_send, written
from responses.models import AnswerDelivery, Delivery, DigestDelivery
from responses.querysets import DeliveryQuerySet
from responses.refreshing import refresh


@dataclass(frozen=True)
class Outbox:
    """A kind of mail.

    rows: its deliveries, with all that sending one reads. gives_up_at: until when one
    is tried. refreshed: a batch as it should be sent now. reason_not_to_send: why one
    is not to go at all, or nothing. has_something_to_say: or else it is skipped.
    written: the mail and its bytes; raises mails.Unwritable.
    """

    rows: Callable[[], DeliveryQuerySet]
    gives_up_at: Callable[[Any], datetime]
    refreshed: Callable[..., list[Any]]
    reason_not_to_send: Callable[[Any], str]
    has_something_to_say: Callable[[Any], bool]
    written: Callable[[Any], tuple[EmailMessage, bytes]]


def _says_something(delivery: DigestDelivery) -> bool:
    """Tell whether a digest holds anything; an officer's comes even if it does not."""
    is_empty = delivery.edition is not None and delivery.edition.is_empty
    return not is_empty or delivery.subscription.officer_id is not None


DIGESTS = Outbox(
    rows=lambda: DigestDelivery.objects.select_related(
        "run", "edition", "subscription__officer"
    ),
    gives_up_at=lambda delivery: delivery.run.gives_up_at,
    refreshed=refresh,
    reason_not_to_send=reason_not_to_send,
    has_something_to_say=_says_something,
    written=partial(written, digest_mail),
)
ANSWERS = Outbox(
    rows=lambda: AnswerDelivery.objects.select_related(
        "request__addressee__recommendation__report__inquiry",
        "request__addressee__institution",
        "request__institution",
        "request__report__inquiry",
    ),
    gives_up_at=lambda delivery: delivery.gives_up_at,
    refreshed=lambda batch, *, at: batch,
    reason_not_to_send=reason_not_to_answer,
    has_something_to_say=lambda delivery: True,
    written=partial(written, answer_mail),
)
_OUTBOXES: dict[type[Delivery], Outbox] = {
    DigestDelivery: DIGESTS,
    AnswerDelivery: ANSWERS,
}


def outbox_of(delivery: Delivery) -> Outbox:
    """Return the kind of mail that a delivery is of."""
    return _OUTBOXES[type(delivery)]
