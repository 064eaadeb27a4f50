"""The first qualifying response decides, in whatever order they come in."""

from datetime import date

import pytest

from recommendations.models import Addressee
from recommendations.partial_dates import PartialDate
from responses.models import Document, Response
from responses.settling import settle
from tests.recommendations.cases import days
from tests.recommendations.factories import AddresseeFactory
from tests.responses.factories import ResponseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def addressee():
    return AddresseeFactory()


def answer(addressee, published, **details):
    ResponseFactory(
        addressee=addressee,
        document__published=PartialDate.from_iso(published),
        **details,
    )
    addressee.refresh_from_db()


def test_later_responses_never_move_the_first_ones_date(addressee):
    answer(addressee, "2020-11-10")
    answer(addressee, "2021-05-12")
    answer(addressee, "2020-12-01")

    assert addressee.answered_days == days("2020-11-10")
    assert addressee.answered == PartialDate(2020, 11, 10)


def test_one_found_later_but_dated_earlier_is_the_first(addressee):
    answer(addressee, "2020-11-10")
    answer(addressee, "2020-09-01")

    assert addressee.answered_days == days("2020-09-01")


@pytest.mark.parametrize(
    "details",
    [
        {"kind": "holding"},
        {"kind": "update"},
        {"status": "draft"},
    ],
)
def test_what_does_not_qualify_stops_no_clock(addressee, details):
    answer(addressee, "2020-09-01", **details)

    assert addressee.answered_days is None
    assert addressee.answered is None


def test_a_vague_one_keeps_the_first_days_vague(addressee):
    answer(addressee, "2020")
    answer(addressee, "2020-11-10")

    assert addressee.answered_days == days("2020-01-01/2020-11-10")
    assert addressee.answered == PartialDate(2020, 11, 10)


def test_withdrawing_the_only_response_starts_the_clock_again(addressee):
    answer(addressee, "2020-11-10")
    Response.objects.update(
        status="withdrawn",
        withdrawn_at="2026-11-21T09:00Z",
        withdrawn_reason="About another recommendation.",
    )

    settle(Addressee.objects.all())

    addressee.refresh_from_db()
    assert addressee.answered_days is None


def test_a_month_still_running_ends_for_a_document_when_it_was_logged():
    ResponseFactory(
        document__published=PartialDate(2026, 11),
        document__logged_on=date(2026, 11, 21),
    )

    document = Document.objects.get()
    assert document.published_latest == date(2026, 11, 21)
