from datetime import UTC, datetime

import pytest

from responses.models import Officer, Subscription
from responses.services.accounts import (
    AlreadyAnOfficer,
    create_officer,
    keep_subscribed,
    new_password,
)
from tests.responses.factories import OfficerFactory, SubscriptionFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def create(email):
    details = {"role": Officer.Role.OFFICER, "institutions": [], "at": NOW}
    return create_officer(email, new_password(), **details)


def test_an_officer_gets_the_digest_from_the_start():
    subscription = create("ann@example.org").subscription

    assert subscription.has_all_institutions
    assert subscription.confirmed_at == NOW


def test_one_address_has_one_account():
    create("ann@example.org")

    with pytest.raises(AlreadyAnOfficer):
        create("Ann@Example.org")


def test_no_two_passwords_are_the_same():
    assert new_password() != new_password()
    assert len(new_password()) >= 20


def test_the_trail_of_an_account_holds_no_password():
    create("ann@example.org")

    versions = Officer.pgh_event_model.objects.values().get()
    assert "password" not in versions
    assert versions["pgh_context"]["by"] == "create_officer"


def test_who_unsubscribed_stays_so_as_an_officer():
    SubscriptionFactory(email="Ann@example.org", unsubscribed_at=NOW)

    assert create("ann@example.org").subscription.unsubscribed_at == NOW


def test_an_address_that_reads_already_takes_the_place_of_the_old_one():
    officer = create("ann@example.org")
    reader = SubscriptionFactory(email="ann@example.com")
    officer.email = "ann@example.com"
    officer.save()

    keep_subscribed(officer, at=NOW)

    assert Subscription.objects.get(officer=officer) == reader
    old = Subscription.objects.get(email="ann@example.org")
    assert (old.officer, old.unsubscribed_at) == (None, NOW)


def test_a_closed_account_is_not_subscribed_anew():
    keep_subscribed(OfficerFactory(is_active=False), at=NOW)

    assert not Subscription.objects.exists()
