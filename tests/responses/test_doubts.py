from datetime import date

import pytest

from recommendations.partial_dates import PartialDate
from responses.doubts import (
    doubts_of_expected,
    doubts_of_extension,
    doubts_of_response,
    why_nothing_to_look_for,
)
from tests.recommendations.factories import AddresseeFactory
from tests.responses.factories import ResponseFactory

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 21)


@pytest.fixture
def addressee():
    """Of a report of 12 March 2020, due on 12 September."""
    return AddresseeFactory()


@pytest.mark.parametrize(
    ("published", "doubts"),
    [
        (PartialDate(2020, 3, 11), 1),
        (PartialDate(2020, 3, 12), 0),
        (PartialDate(2020), 0),
        (PartialDate(2026, 11, 21), 0),
        (PartialDate(2026, 11, 22), 1),
    ],
)
def test_a_response_comes_after_its_report_and_not_in_the_future(
    addressee, published, doubts
):
    found = doubts_of_response(addressee, published.days, on=ON)

    assert len(list(found)) == doubts


@pytest.mark.parametrize(
    ("due", "granted", "doubts"),
    [
        (PartialDate(2020, 9, 12), PartialDate(2020, 9, 1), 0),
        (PartialDate(2020, 9, 11), PartialDate(2020, 9, 1), 1),
        (PartialDate(2025, 9, 12), PartialDate(2020, 9, 1), 0),
        (PartialDate(2025, 9, 13), PartialDate(2020, 9, 1), 1),
        (PartialDate(2020, 12), PartialDate(2020, 3, 11), 1),
        (PartialDate(2020, 12), PartialDate(2026, 11, 22), 1),
    ],
)
def test_an_extension_is_granted_in_time_and_not_for_ever(
    addressee, due, granted, doubts
):
    found = doubts_of_extension(addressee, due=due, granted=granted, on=ON)

    assert len(list(found)) == doubts


@pytest.mark.parametrize(
    ("expected", "doubts"),
    [
        (PartialDate(2020, 3, 11), 1),
        (PartialDate(2031, 11, 21), 0),
        (PartialDate(2031, 11, 22), 1),
    ],
)
def test_an_answer_is_expected_after_the_report_and_within_years(
    addressee, expected, doubts
):
    assert len(list(doubts_of_expected(addressee, expected, on=ON))) == doubts


def test_what_is_answered_need_not_be_looked_for(addressee):
    assert not why_nothing_to_look_for(addressee, on=ON)

    ResponseFactory(addressee=addressee)  # of 10 November 2020

    assert not why_nothing_to_look_for(addressee, on=date(2020, 11, 9))
    assert why_nothing_to_look_for(addressee, on=date(2020, 11, 10))
