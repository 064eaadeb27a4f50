"""By when a response is due, and whether one is."""

from datetime import date

import pytest

from recommendations.models import Addressee
from recommendations.partial_dates import PartialDate
from responses.history import trail_of
from responses.services import (
    AlreadyRecorded,
    Because,
    OddDate,
    require_reply,
    set_deadline,
)
from tests.recommendations.factories import AddresseeFactory
from tests.responses.acts import act_on
from tests.responses.factories import FlagFactory

pytestmark = pytest.mark.django_db

BECAUSE = Because("The Chair's letter of 1 May", "https://example.org/letter")


@pytest.mark.parametrize(
    ("deadline", "due"),
    [
        ("months:3", date(2020, 6, 12)),
        ("date:2020-10-01", date(2020, 10, 1)),
        ("none", None),
    ],
)
def test_the_due_date_follows_a_new_deadline(deadline, due):
    addressee = AddresseeFactory()

    set_deadline(act_on(addressee), deadline, note="For this part", because=BECAUSE)

    addressee.refresh_from_db()
    assert (addressee.due_latest, addressee.deadline_note) == (due, "For this part")


def test_why_and_where_it_can_be_seen_stays_in_the_trail():
    addressee = AddresseeFactory()

    set_deadline(act_on(addressee), "none", note="", because=BECAUSE)

    said = {(entry.reason, entry.evidence) for entry in trail_of(addressee)}
    assert (BECAUSE.reason, BECAUSE.source_url) in said


def test_a_flag_that_a_new_deadline_proves_wrong_is_withdrawn():
    flag = FlagFactory()

    set_deadline(act_on(flag.addressee), "none", note="", because=BECAUSE)

    flag.refresh_from_db()
    assert flag.withdrawn_reason == "There was no deadline."


def test_a_deadline_that_is_so_already_is_refused():
    with pytest.raises(AlreadyRecorded):
        set_deadline(act_on(AddresseeFactory()), "default", note="", because=BECAUSE)


@pytest.mark.parametrize("day", ["2020-03-11", "2025-03-13"])
def test_an_unlikely_date_is_doubted_until_it_is_confirmed(day):
    addressee = AddresseeFactory()

    with pytest.raises(OddDate):
        set_deadline(act_on(addressee), f"date:{day}", note="", because=BECAUSE)

    act = act_on(addressee, is_date_confirmed=True)
    set_deadline(act, f"date:{day}", note="", because=BECAUSE)
    addressee.refresh_from_db()
    assert addressee.original_due.latest == PartialDate.from_iso(day).latest


@pytest.mark.parametrize("day", ["2020-03-12", "2025-03-12"])
def test_a_likely_date_is_not_doubted(day):
    set_deadline(act_on(AddresseeFactory()), f"date:{day}", note="", because=BECAUSE)


def test_a_body_that_is_not_asked_to_reply_owes_nothing():
    addressee = AddresseeFactory()

    require_reply(act_on(addressee), is_required=False, because=BECAUSE)

    on = date(2026, 11, 21)
    row = Addressee.objects.with_timeliness(on=on).get(pk=addressee.pk)
    assert row.state == "not_required"
    with pytest.raises(AlreadyRecorded, match="not required"):
        require_reply(act_on(row), is_required=False, because=BECAUSE)
