"""What was published, corrected and withdrawn, as the public reads it."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pghistory
import pytest
import time_machine

from recommendations.models import Addressee
from recommendations.partial_dates import PartialDate
from responses.changes import PER_PAGE, Place, changes
from responses.models import Response
from responses.services import (
    DocumentCorrection,
    correct_document,
    correct_response,
    grant_extension,
    record_check,
    record_response,
    withdraw_check,
    withdraw_extension,
    withdraw_response,
)
from responses.told import Scope
from tests.recommendations.factories import AddresseeFactory
from tests.responses.acts import act_on, answer, correction, extension, paper
from tests.responses.factories import ResponseFactory

# Each act is a transaction of its own, and so has an instant of its own.
pytestmark = pytest.mark.django_db(transaction=True)


def told(addressees=None, **options):
    rows = Addressee.objects.all() if addressees is None else addressees
    return changes(Scope(rows), **options)[0]


def said():
    return [[item.what for item in entry.items] for entry in told()]


def act(addressee):
    addressee.refresh_from_db()
    return act_on(addressee)


def test_each_act_is_an_entry_with_its_reason_newest_first():
    addressee = AddresseeFactory()
    response = record_response(act(addressee), answer())
    correct_response(
        act(addressee),
        response,
        correction(response, summary="Else", position="rejected"),
        reason="Misread.",
    )
    withdraw_response(act(addressee), response, reason="Another report's.")

    withdrawn, corrected, published = told()

    assert [each.what for each in withdrawn.items] == ["Response withdrawn"]
    assert withdrawn.reasons == ["Another report's."]
    assert corrected.items[0].fields == ["position", "summary"]
    assert corrected.reasons == ["Misread."]
    assert [each.what for each in published.items] == ["Response published"]
    assert published.items[0].address == addressee.get_absolute_url()
    assert {entry.who for entry in told()} == {"an officer"}


def test_extensions_documents_and_withdrawn_checks_are_told():
    addressee = AddresseeFactory()
    granted = grant_extension(act(addressee), extension())
    check = record_check(act(addressee), looked_at="Its pages")
    withdraw_check(act(addressee), check, reason="The wrong pages.")
    withdraw_extension(act(addressee), granted, reason="Another body's.")
    response = record_response(act(addressee), answer())
    new = DocumentCorrection(
        title="New title", published=PartialDate(2020, 11, 10), url="https://e.org/"
    )
    correct_document(act(addressee), response.document, new, reason="Misspelt.")

    assert said() == [
        ["Document corrected"],
        ["Response published"],
        ["Extension withdrawn"],
        ["Check withdrawn"],
        ["Extension recorded"],
    ]


def test_nobody_is_named():
    ResponseFactory()
    for by, who in [
        ("jane@example.org", "an officer"),
        ("load_register", "a register load"),
        ("raise_flags", "the daily job"),
        ("", "an administrator, past the site"),
    ]:
        with pghistory.context(by=by):
            Response.objects.update(summary=f"By {who}")
        assert told()[0].who == who
    assert "jane" not in str(told())


def test_what_one_act_did_to_many_is_one_entry_that_counts_the_rest():
    for _ in range(12):
        ResponseFactory()
    with pghistory.context(by="load_register"):
        Response.objects.update(position="rejected")

    entry = told()[0]

    assert len(entry.items) == 5
    assert entry.more == 7
    assert entry.who == "a register load"


def test_a_page_goes_on_where_the_one_before_ended():
    response = ResponseFactory()
    for number in range(PER_PAGE + 3):
        with pghistory.context(by="load_register"):
            Response.objects.update(summary=str(number))

    first, last = changes(Scope(Addressee.objects.all()))
    second, end = changes(
        Scope(Addressee.objects.all()), after=Place.from_text(str(last))
    )

    assert (len(first), len(second), end) == (PER_PAGE, 4, None)
    assert {entry.at for entry in first} & {entry.at for entry in second} == set()
    assert second[-1].items[0].address == response.addressee.get_absolute_url()


def test_acts_of_one_instant_are_all_told():
    place = Place(datetime(2026, 11, 21, tzinfo=UTC), uuid4())

    assert Place.from_text(str(place)) == place
    assert place < Place(place.at + timedelta(microseconds=1), place.act)


def test_a_change_is_told_against_the_version_just_before_it():
    response = ResponseFactory(position="accepted")
    for number in range(PER_PAGE + 5):
        Response.objects.update(summary=str(number))

    entries = told()

    assert {tuple(entry.items[0].fields) for entry in entries} == {("summary",)}
    assert entries[0].items[0].address == response.addressee.get_absolute_url()


def test_what_is_about_others_is_left_out():
    mine, other = ResponseFactory(), ResponseFactory()

    only = told(Addressee.objects.filter(pk=mine.addressee_id))

    assert len(only) == 1
    assert str(other.addressee.institution) not in str(only)


def test_a_long_trail_takes_as_many_queries_as_a_short_one(
    django_assert_num_queries,
):
    with time_machine.travel(datetime(2026, 11, 21, 12, tzinfo=UTC)):
        for number in range(6):
            addressee = AddresseeFactory()
            new = paper(url=f"https://example.org/{number}")
            record_response(act(addressee), answer(new))

    with django_assert_num_queries(16):
        told()
