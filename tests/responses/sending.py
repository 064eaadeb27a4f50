"""Readers with a digest to be sent, and the sending of it."""

from datetime import UTC, datetime, timedelta

from responses.delivery import deliver
from responses.models import DigestDelivery
from responses.runs import tick
from tests.recommendations.factories import AddresseeFactory
from tests.responses.factories import SubscriptionFactory

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
LATER = timedelta(minutes=11)
MOMENT = timedelta(seconds=1)
WEEKS_END = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def waiting(count=1, **details):
    """Make readers with a digest to be sent."""
    AddresseeFactory()
    readers = [SubscriptionFactory(confirmed_at=AT, **details) for _ in range(count)]
    tick(at=AT)
    return readers


def send(at=AT):
    return deliver(clock=lambda: at)


def delivery():
    return DigestDelivery.objects.get()
