from datetime import UTC, datetime

import pytest

from responses.models import Officer
from responses.services.accounts import AlreadyAnOfficer, create_officer, new_password

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
