"""The day that a page is read as at."""

from datetime import date

import pytest
from django.http import QueryDict

from recommendations.as_at import AsAt

TODAY = date(2026, 11, 21)


def read(query):
    return AsAt(QueryDict(query), today=TODAY)


@pytest.mark.parametrize(
    "query", ["as_at=2020-10-01", "as_at=1+October+2020", "as_at=1/10/2020"]
)
def test_a_past_day_is_read_as_people_write_it(query):
    asked = read(query)

    assert (asked.on, asked.is_past, asked.problem) == (date(2020, 10, 1), True, "")
    assert asked.query == "?as_at=2020-10-01"


@pytest.mark.parametrize("query", ["", "as_at=", "as_at=2026-11-21"])
def test_today_is_what_is_read_when_nothing_else_is_asked(query):
    asked = read(query)

    assert (asked.on, asked.is_past, asked.query) == (TODAY, False, "")


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("as_at=yesterday", "must include a year"),
        ("as_at=2020-10", "October 2020 is not a day"),
        ("as_at=2020-02-30", "February 2020 has days 1 to 29"),
        ("as_at=2026-11-22", "is still to come"),
        ("as_at=%00", "is not a date"),
    ],
)
def test_what_is_no_past_day_is_named_and_today_shown(query, problem):
    asked = read(query)

    assert asked.on == TODAY
    assert problem in asked.problem


def test_today_is_a_link_that_keeps_the_rest_of_the_question():
    asked = read("state=overdue&as_at=2020-10-01&cursor=x")

    assert asked.today_address == "?state=overdue"
