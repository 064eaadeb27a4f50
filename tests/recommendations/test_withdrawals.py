"""What was withdrawn no longer counts, on any day."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError

from recommendations.models import Addressee, Check, Extension
from recommendations.reckoning import reckon
from tests.recommendations.factories import CheckFactory, ExtensionFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def withdraw(row):
    type(row).objects.filter(pk=row.pk).update(
        withdrawn_at=datetime(2026, 11, 20, 9, tzinfo=UTC), withdrawn_reason="Slip."
    )
    reckon(Addressee.objects.filter(pk=row.addressee_id))


def standing(addressee, on=TODAY):
    return Addressee.objects.with_timeliness(on=on).get(pk=addressee.pk)


def test_a_withdrawn_extension_moves_no_due_date_today_or_as_at_a_past_day():
    extension = ExtensionFactory()
    ExtensionFactory(addressee=extension.addressee, due="2021-03-01", granted="2021-01")
    withdraw(extension)

    for on in (TODAY, date(2020, 10, 1)):
        found = standing(extension.addressee, on=on)
        assert "The election" not in " ".join(found.working[-1:])
    assert standing(extension.addressee, on=date(2020, 10, 1)).state == "overdue"


def test_the_due_date_goes_back_when_the_only_extension_is_withdrawn():
    extension = ExtensionFactory()
    assert standing(extension.addressee).due_latest == date(2020, 12, 12)

    withdraw(extension)

    found = standing(extension.addressee)
    assert (found.due_latest, found.extended_on) == (date(2020, 9, 12), None)


def test_a_withdrawn_check_confirms_nothing():
    check = CheckFactory()
    assert standing(check.addressee).verification == "confirmed"

    withdraw(check)

    found = standing(check.addressee)
    assert (found.verification, found.last_checked_as_at) == ("unverified", None)


@pytest.mark.parametrize("factory", [ExtensionFactory, CheckFactory])
def test_a_withdrawal_has_its_reason(factory):
    row = factory()

    with pytest.raises(IntegrityError, match="withdrawn_with_a_reason"):
        type(row).objects.update(withdrawn_at=datetime(2026, 11, 20, tzinfo=UTC))


def test_the_same_extension_may_be_recorded_again_after_its_withdrawal():
    extension = ExtensionFactory()
    withdraw(extension)

    again = ExtensionFactory(addressee=extension.addressee)

    assert list(Extension.objects.standing()) == [again]
    assert not Check.objects.standing().exists()
