from datetime import date

import pytest

from recommendations.models import Addressee, Check
from recommendations.partial_dates import PartialDate
from responses.services import (
    AlreadyRecorded,
    OddDate,
    grant_extension,
    record_check,
    set_expected,
    withdraw_check,
    withdraw_extension,
)
from tests.recommendations.factories import AddresseeFactory
from tests.responses.acts import NOW, act_on, extension
from tests.responses.factories import (
    ResponseFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def standing(addressee, on=TODAY):
    return Addressee.objects.with_timeliness(on=on).get(pk=addressee.pk).standing


def test_a_check_confirms_that_it_is_overdue():
    addressee = AddresseeFactory()

    record_check(act_on(addressee), looked_at="The department's pages")

    check = Check.objects.get()
    assert check.checked_on == TODAY
    assert standing(addressee).is_confirmed


def test_a_check_is_made_on_the_day_in_london():
    at = NOW.replace(month=4, day=20, hour=23, minute=30)

    record_check(act_on(AddresseeFactory(), at=at), looked_at="Everywhere")

    assert Check.objects.get().checked_on == date(2026, 4, 21)


def test_nothing_published_is_not_said_where_a_response_is_recorded():
    with pytest.raises(AlreadyRecorded, match="10 November 2020"):
        record_check(act_on(ResponseFactory().addressee), looked_at="Everywhere")

    assert not Check.objects.exists()


def test_an_extension_moves_the_due_date_and_keeps_the_original():
    addressee = AddresseeFactory()

    grant_extension(act_on(addressee), extension())

    addressee.refresh_from_db()
    assert addressee.due.latest == date(2020, 12, 12)
    assert addressee.original_due.latest == date(2020, 9, 12)


@pytest.mark.parametrize(
    "odd",
    [{"due": PartialDate(2020, 9, 11)}, {"granted": PartialDate(2026, 11, 22)}],
)
def test_an_extension_before_the_due_date_or_not_granted_yet_is_to_be_confirmed(odd):
    addressee = AddresseeFactory()

    with pytest.raises(OddDate):
        grant_extension(act_on(addressee), extension(**odd))

    grant_extension(act_on(addressee, is_date_confirmed=True), extension(**odd))
    assert addressee.extensions.exists()


def test_the_same_extension_is_refused():
    addressee = AddresseeFactory()
    grant_extension(act_on(addressee), extension())
    addressee.refresh_from_db()

    with pytest.raises(AlreadyRecorded):
        grant_extension(act_on(addressee), extension())


def test_an_expected_date_moves_nothing_and_can_be_cleared():
    addressee = AddresseeFactory()
    source = "https://example.org/news"

    set_expected(act_on(addressee), expected=PartialDate(2027, 5), source_url=source)
    addressee.refresh_from_db()
    assert addressee.expected == PartialDate(2027, 5)
    assert addressee.due.latest == date(2020, 9, 12)

    set_expected(act_on(addressee), expected=None, source_url=source)
    addressee.refresh_from_db()
    assert (addressee.expected, addressee.expected_source_url) == (None, "")


def test_an_expected_date_that_is_there_already_is_refused():
    with pytest.raises(AlreadyRecorded):
        set_expected(act_on(AddresseeFactory()), expected=None, source_url="")


def test_an_extension_withdrawn_lets_the_due_date_go_back_and_keeps_the_row():
    addressee = AddresseeFactory()
    granted = grant_extension(act_on(addressee), extension())
    addressee.refresh_from_db()
    act = act_on(addressee)

    withdraw_extension(act, granted, reason="It was granted to another body.")

    addressee.refresh_from_db()
    granted.refresh_from_db()
    assert addressee.due_latest == addressee.original_due_latest
    assert (granted.withdrawn_by, granted.withdrawn_at) == (act.by, act.at)


def test_a_check_withdrawn_confirms_nothing_and_is_withdrawn_once():
    addressee = AddresseeFactory()
    check = record_check(act_on(addressee), looked_at="The wrong pages")
    addressee.refresh_from_db()

    withdraw_check(act_on(addressee), check, reason="The wrong pages were looked at.")
    addressee.refresh_from_db()
    with pytest.raises(AlreadyRecorded):
        withdraw_check(act_on(addressee), check, reason="Again.")

    check.refresh_from_db()
    assert check.withdrawn_reason == "The wrong pages were looked at."
    on = act_on(addressee).on
    assert Addressee.objects.with_timeliness(on=on).get().verification == "unverified"


def test_an_extension_of_another_addressee_is_not_withdrawn_through_mine():
    mine, other = AddresseeFactory(), AddresseeFactory()
    theirs = grant_extension(act_on(other), extension())

    with pytest.raises(AlreadyRecorded):
        withdraw_extension(act_on(mine), theirs, reason="Not mine.")

    theirs.refresh_from_db()
    assert not theirs.is_withdrawn
