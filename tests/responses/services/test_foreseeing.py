"""What an act would do is told, and nothing is done."""

from datetime import date

import pytest

from recommendations.models import Addressee, Check, Extension
from recommendations.partial_dates import PartialDate
from responses.models import Batch
from responses.services import (
    AlreadyRecorded,
    BatchRefused,
    carry_out_together,
    foresee_act,
    foresee_each,
    foresee_undoing,
    grant_extension,
    record_check,
    set_expected,
)
from tests.recommendations.factories import AddresseeFactory, ExtensionFactory
from tests.responses.acts import NOW, act_on, extension, together
from tests.responses.factories import OfficerFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)
LATER = extension(due=PartialDate(2027, 1, 31))


def extend(act):
    grant_extension(act, LATER)


def test_one_act_is_told_with_the_days_the_standing_and_the_trail():
    addressee = AddresseeFactory()

    foreseen = foresee_act(act_on(addressee, is_date_confirmed=True), extend)

    prospect = foreseen.prospects[0]
    assert (prospect.before.state, prospect.after.state) == ("overdue", "awaiting")
    assert prospect.is_due_moved
    assert prospect.is_standing_moved
    said = {
        (each.name, each.before, each.after)
        for row in foreseen.rows
        for each in row.fields
    }
    assert ("Due", "12 September 2020", "31 January 2027") in said
    assert "clears 1" in foreseen.lines[0]
    assert not Extension.objects.exists()
    assert Addressee.objects.get().version == 0


def test_what_moves_nothing_says_so():
    def expect(act):
        set_expected(act, expected=PartialDate(2028), source_url="https://a.org/")

    prospect = foresee_act(act_on(AddresseeFactory()), expect).prospects[0]

    assert not prospect.is_due_moved
    assert not prospect.is_standing_moved


def test_what_would_be_refused_is_refused():
    addressee = ExtensionFactory(due=LATER.due, granted=LATER.granted).addressee
    confirmed = {"is_date_confirmed": True}

    with pytest.raises(AlreadyRecorded):
        foresee_act(act_on(addressee, **confirmed), extend)
    with pytest.raises(BatchRefused):
        foresee_each(together([addressee], extend, **confirmed))


def test_each_of_several_is_told_before_and_after():
    addressees = AddresseeFactory.create_batch(2)

    foreseen = foresee_each(together(addressees, extend, is_date_confirmed=True))

    assert [each.after.state for each in foreseen.prospects] == ["awaiting"] * 2
    assert not Extension.objects.exists()
    assert not Batch.objects.exists()


def test_undoing_is_told_and_not_done():
    addressee = AddresseeFactory()
    batch = carry_out_together(
        together([addressee], lambda act: record_check(act, looked_at="Its pages"))
    )

    foreseen = foresee_undoing(batch, by=OfficerFactory(), at=NOW, on=TODAY)

    prospect = foreseen.prospects[0]
    assert (prospect.before.verification, prospect.after.verification) == (
        "confirmed",
        "unverified",
    )
    batch.refresh_from_db()
    assert not batch.is_undone
    assert Check.objects.standing().exists()
