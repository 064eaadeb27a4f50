"""A preview is the mail that would be sent, to whom it would be sent."""

from datetime import UTC, datetime

import pytest

from responses.models import DigestDelivery
from responses.previews import preview
from responses.runs import send_week, tick
from responses.weeks import Week
from tests.recommendations.factories import AddresseeFactory
from tests.responses.factories import OfficerFactory, SubscriptionFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
WEEK = Week(2026, 47)


def test_the_preview_is_what_is_then_sent(mailoutbox):
    AddresseeFactory()
    SubscriptionFactory(confirmed_at=AT)
    shown = list(preview(WEEK, at=AT))[1]

    send_week(WEEK, clock=lambda: AT)

    token = DigestDelivery.objects.get().token
    assert mailoutbox[0].body.replace(token, "dry-run") in shown


def test_readers_without_an_account_are_told_nothing_officers_that_there_is_nothing():
    SubscriptionFactory(confirmed_at=AT)
    SubscriptionFactory(confirmed_at=AT, officer=OfficerFactory())

    shown = "".join(preview(WEEK, at=AT))

    assert "2 readers" in shown
    assert shown.count("Nothing to say: no mail.") == 1
    assert shown.count("Subject: Nothing overdue") == 1


def test_who_is_still_waiting_is_shown_who_has_had_it_is_not(mailoutbox):
    AddresseeFactory()
    SubscriptionFactory(confirmed_at=AT)
    tick(at=AT)
    assert next(preview(WEEK, at=AT)).startswith("1 readers")

    send_week(WEEK, clock=lambda: AT)
    assert next(preview(WEEK, at=AT)).startswith("0 readers")
