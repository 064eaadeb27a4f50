"""A mail that waited for a day is written anew; a fresh one is left alone."""

from datetime import UTC, date, datetime, timedelta

import pytest

from responses.models import DigestDelivery
from responses.refreshing import refresh
from responses.runs import tick
from tests.recommendations.factories import AddresseeFactory
from tests.responses.factories import ResponseFactory, SubscriptionFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)


def refreshed(at):
    batch = DigestDelivery.objects.select_related("run", "edition", "subscription")
    return refresh(list(batch), at=at)[0].edition


def test_what_is_less_than_a_day_old_stays():
    AddresseeFactory()
    SubscriptionFactory(confirmed_at=AT)
    tick(at=AT)

    assert refreshed(AT + timedelta(hours=23)).as_at == date(2026, 11, 16)


def test_what_was_answered_meanwhile_is_dropped():
    answered = AddresseeFactory(institution__name="Quick Body")
    AddresseeFactory(institution__name="Slow Body")
    SubscriptionFactory(confirmed_at=AT)
    tick(at=AT)
    ResponseFactory(addressee=answered)

    edition = refreshed(AT + timedelta(hours=24))

    assert edition.as_at == date(2026, 11, 17)
    assert "Quick Body" not in edition.text
    assert "Slow Body" in edition.text
    stored = DigestDelivery.objects.get()
    assert stored.edition_id == edition.pk
