"""What the trail says, and that nobody can rewrite it."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from recommendations.models import Addressee
from recommendations.partial_dates import PartialDate
from responses.history import trail_of
from responses.models import Document
from responses.services import (
    grant_extension,
    record_check,
    record_response,
    withdraw_response,
)
from tests.recommendations.factories import AddresseeFactory
from tests.responses.acts import act_on, answer, extension
from tests.responses.factories import FlagFactory, OfficerFactory

pytestmark = pytest.mark.django_db


def fields(entry):
    return {
        (row.what, field.name): (field.before, field.after)
        for row in entry.rows
        for field in row.fields
    }


def last_of(addressee):
    """Return the newest entry, though a test's acts share one instant."""
    entries = [entry for entry in trail_of(addressee) if entry.by]
    return entries[-1]


def test_the_trail_says_who_and_what_was_before_and_after():
    addressee = AddresseeFactory()
    act = act_on(addressee, by=OfficerFactory(email="o'hara@example.org"))

    record_response(act, answer())

    entry = last_of(addressee)
    assert entry.by == "o'hara@example.org"
    assert fields(entry)["Response", "Position"] == ("", "Accepted")
    assert fields(entry)["Document", "Published"] == ("", "10 November 2020")
    assert fields(entry)["Addressee", "First response"] == ("", "10 November 2020")


def test_an_extension_and_a_check_stand_in_the_trail():
    addressee = AddresseeFactory()
    grant_extension(act_on(addressee), extension())
    addressee.refresh_from_db()
    record_check(act_on(addressee), looked_at="The department's pages")

    told = [fields(entry) for entry in trail_of(addressee)]

    due = {key: value for each in told for key, value in each.items()}
    assert due["Addressee", "Due"] == ("12 September 2020", "12 December 2020")
    assert due["Check", "Where"] == ("", "The department's pages")


def test_a_withdrawal_gives_its_reason():
    addressee = AddresseeFactory()
    response = record_response(act_on(addressee), answer())
    addressee.refresh_from_db()

    withdraw_response(act_on(addressee), response, reason="It answers another report.")

    entry = next(entry for entry in trail_of(addressee) if entry.reason)
    assert entry.reason == "It answers another report."
    assert fields(entry)["Response", "Status"] == ("Published", "Withdrawn")


def test_a_flag_stands_in_the_trail():
    flag = FlagFactory()

    told = [fields(entry) for entry in trail_of(flag.addressee)]

    assert any(each.get(("Flag", "Rung")) == ("", "Overdue") for each in told)


@pytest.mark.django_db(transaction=True)
def test_sql_past_the_site_is_caught_without_a_name():
    addressee = AddresseeFactory()
    record_response(act_on(addressee), answer())

    with connection.cursor() as cursor:
        cursor.execute("UPDATE responses_document SET published = '2020-09-01'")
    Addressee.objects.filter(pk=addressee.pk).update(deadline_note="By hand")

    past = [fields(entry) for entry in trail_of(addressee) if not entry.by]
    seen = {key: value for each in past for key, value in each.items()}
    assert seen["Document", "Published"] == ("10 November 2020", "1 September 2020")
    assert seen["Addressee", "Note on the deadline"] == ("", "By hand")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE responses_responseevent SET summary = 'x'",
        "DELETE FROM responses_responseevent",
        "TRUNCATE responses_responseevent",
        "UPDATE recommendations_addresseeevent SET version = 9",
        "DELETE FROM recommendations_addresseeevent",
        "TRUNCATE recommendations_addresseeevent",
    ],
)
def test_the_trail_can_be_added_to_and_nothing_else(sql):
    record_response(act_on(AddresseeFactory()), answer())

    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_the_trail_of_an_addressee_takes_a_handful_of_queries(
    django_assert_max_num_queries,
):
    addressee = AddresseeFactory()
    for year in range(2021, 2025):
        addressee.refresh_from_db()
        said = answer(
            Document.objects.create(
                slug=str(year),
                title="Paper",
                published=PartialDate(year),
                logged_on=date(2026, 11, 21),
            )
        )
        record_response(act_on(addressee), said)

    with django_assert_max_num_queries(14):
        trail_of(addressee)
