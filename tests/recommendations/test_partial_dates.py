"""Dates known to the year, month or day are never made more exact than they are."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommendations.partial_dates import (
    DayRange,
    NotAPartialDate,
    PartialDate,
    range_in_words,
)

partial_dates = st.one_of(
    st.builds(PartialDate, st.integers(1000, 9999)),
    st.builds(PartialDate, st.integers(1000, 9999), st.integers(1, 12)),
    st.dates(min_value=date(1000, 1, 1)).map(PartialDate.from_date),
)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2020", "2020"),
        ("2020-11", "2020-11"),
        ("2020-11-10", "2020-11-10"),
        ("Nov 2020", "2020-11"),
        ("November 2020", "2020-11"),
        ("november, 2020", "2020-11"),
        ("Sept 2019", "2019-09"),
        ("10/11/2020", "2020-11-10"),
        ("10.11.2020", "2020-11-10"),
        ("11/2020", "2020-11"),
        ("10 November 2020", "2020-11-10"),
        ("1st  May 2021", "2021-05-01"),
        ("29 February 2024", "2024-02-29"),
        (" 2020-11-10 ", "2020-11-10"),
    ],
)
def test_dates_are_read_as_people_write_them(text, iso):
    assert str(PartialDate.from_text(text)) == iso


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "Enter a date"),
        ("10 November", "must include a year"),
        ("November", "must include a year"),
        ("10/11", "must include a year"),
        ("10/11/20", "year must have four digits"),
        ("10 Nov 20", "year must have four digits"),
        ("29 February 2023", "February 2023 has days 1 to 28, not 29"),
        ("2020-13", "month must be from 1 to 12, not 13"),
        ("10 Brumaire 2020", "'Brumaire' is not a month"),
        ("0999", "four digits"),
        ("yesterday", "must include a year"),
        ("2020-11-10T00:00", "is not a date"),
        ("٢٠٢٠", "is not a date"),
        ("20\x0020", "is not a date"),
    ],
)
def test_what_is_no_date_is_refused_with_what_to_write(text, problem):
    with pytest.raises(NotAPartialDate, match=problem):
        PartialDate.from_text(text)


def test_a_register_file_is_read_more_strictly_than_a_person():
    with pytest.raises(NotAPartialDate, match="write 2020-11-10, 2020-11 or 2020"):
        PartialDate.from_iso("10/11/2020")


@pytest.mark.parametrize(
    ("iso", "earliest", "latest", "words"),
    [
        ("2020", date(2020, 1, 1), date(2020, 12, 31), "2020"),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "February 2020"),
        ("2020-11-10", date(2020, 11, 10), date(2020, 11, 10), "10 November 2020"),
    ],
)
def test_first_day_last_day_and_words(iso, earliest, latest, words):
    day = PartialDate.from_iso(iso)

    assert (day.earliest, day.latest, day.in_words) == (earliest, latest, words)


@given(partial_dates)
def test_what_is_written_is_read_again(day):
    assert PartialDate.from_iso(str(day)) == day
    assert PartialDate.from_text(day.in_words) == day


@given(partial_dates, partial_dates)
def test_dates_sort_as_their_text_and_never_against_their_days(one, other):
    assert (one < other) == (str(one) < str(other))
    if one.latest < other.earliest:
        assert one < other


def test_a_range_is_written_as_an_interval_and_a_day_as_a_day():
    may = DayRange(date(2021, 5, 1), date(2021, 5, 30))

    assert str(may) == "2021-05-01/2021-05-30"
    assert range_in_words(may) == "between 1 May 2021 and 30 May 2021"
    assert str(DayRange(date(2021, 5, 1), date(2021, 5, 1))) == "2021-05-01"


def test_a_range_cannot_end_before_it_begins():
    with pytest.raises(ValueError, match="ends before it begins"):
        DayRange(date(2021, 5, 2), date(2021, 5, 1))
