"""A due date can be explained, and a silence is described before it is accused."""

from datetime import date

import pytest

from recommendations.deadlines import (
    Deadline,
    Extension,
    Timeliness,
    Verification,
    original_due,
)
from recommendations.partial_dates import DayRange, PartialDate
from recommendations.working import Standing, Start, counted, working
from tests.recommendations.cases import days

DUE = days("2020-09-12")


def explain(published, deadline="default", *, extensions=(), note=""):
    start = Start(
        report="The Internet Investigation Report",
        published=PartialDate.from_iso(published),
        source_url="https://example.org/report",
        inquiry="IICSA",
        response_months=6,
    )
    deadline = Deadline.from_text(deadline)
    return working(
        start,
        deadline=deadline,
        note=note,
        original=original_due(start.published, deadline, response_months=6),
        extensions=extensions,
    )


def test_the_working_leads_from_the_start_of_the_clock_to_the_due_day():
    assert explain("2020-03-12") == [
        "The Internet Investigation Report was published on 12 March 2020 "
        "(source: https://example.org/report).",
        "IICSA asks for a response to be published within 6 months of that.",
        "12 March 2020 plus 6 months is 12 September 2020, the last day that is on "
        "time.",
        "That is a Saturday; due dates are not moved for weekends or holidays.",
    ]


@pytest.mark.parametrize(
    ("published", "deadline", "sentence"),
    [
        (
            "2020-08-31",
            "default",
            "February 2021 has no day 31, so its last day counts.",
        ),
        (
            "2020-11",
            "default",
            "The source gives no more than November 2020, so the last day that is on "
            "time lies between 1 May 2021 and 30 May 2021.",
        ),
        (
            "2020-03-12",
            "months:3",
            "The recommendation sets a period of its own: 3 months, instead of "
            "IICSA's 6.",
        ),
        (
            "2020-03-12",
            "date:2020-12",
            "The recommendation sets a date of its own: December 2020, instead of "
            "IICSA's 6 months.",
        ),
        (
            "2020-03-12",
            "none",
            "No date is set for this response, so it is never overdue.",
        ),
    ],
)
def test_the_working_says_what_bit(published, deadline, sentence):
    assert sentence in explain(published, deadline)


def test_an_extension_is_explained_and_the_original_date_kept():
    extension = Extension(
        due=PartialDate(2020, 12, 12),
        granted=PartialDate(2020, 9),
        granted_by="the Chair",
        reason="the pandemic",
    )

    assert explain("2020-03-12", extensions=[extension], note="Six weeks asked.")[
        -2:
    ] == [
        "Extended by the Chair in September 2020 to 12 December 2020 (the pandemic); "
        "the original date, 12 September 2020, is kept.",
        "Note: Six weeks asked.",
    ]


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (
            Standing(Timeliness.ANSWERED_LATE, due=DUE, days_late=59),
            "Answered late, by 59 days",
        ),
        (
            Standing(Timeliness.ANSWERED_LATE, due=DUE, days_late=1),
            "Answered late, by 1 day",
        ),
        (Standing(Timeliness.ANSWERED_LATE, due=DUE), "Answered late"),
        (
            Standing(Timeliness.ANSWERED_ON_TIME, due=DUE, days_late=0),
            "Answered on time",
        ),
        (Standing(Timeliness.DUE_SOON, due=DUE), "Due soon"),
        (Standing(Timeliness.NO_DEADLINE), "No deadline, no response recorded"),
        (
            Standing(
                Timeliness.OVERDUE, Verification.UNVERIFIED, due=DUE, days_late=2262
            ),
            "No response recorded: due 12 September 2020, not yet checked",
        ),
        (
            Standing(
                Timeliness.OVERDUE,
                Verification.CONFIRMED,
                due=DUE,
                days_late=2262,
                last_checked=date(2026, 11, 3),
            ),
            "Overdue by 2262 days, last checked 3 November 2026",
        ),
        (
            Standing(
                Timeliness.OVERDUE,
                Verification.UNVERIFIED,
                due=DUE,
                days_late=19,
                answered_since=PartialDate(2020, 11, 10),
            ),
            "Overdue by 19 days (first response published on 10 November 2020)",
        ),
        (
            Standing(
                Timeliness.POSSIBLY_OVERDUE,
                Verification.UNVERIFIED,
                due=DayRange(date(2021, 5, 1), date(2021, 5, 30)),
            ),
            "No response recorded: due between 1 May 2021 and 30 May 2021, not yet "
            "checked",
        ),
    ],
)
def test_a_standing_in_words(standing, words):
    assert standing.in_words == words


@pytest.mark.parametrize("state", Timeliness)
def test_every_state_has_words(state):
    assert Standing(state, Verification.UNVERIFIED, due=DUE).in_words


def test_only_a_look_or_a_later_answer_makes_it_an_accusation():
    silence = {"state": Timeliness.OVERDUE, "due": DUE}

    assert not Standing(**silence, verification=Verification.UNVERIFIED).is_accused
    assert Standing(**silence, verification=Verification.CONFIRMED).is_accused
    assert Standing(**silence, answered_since=PartialDate(2020, 11, 10)).is_accused
    assert not Standing(Timeliness.ANSWERED_LATE, due=DUE).is_accused


def test_the_days_are_counted_to_the_response_or_to_the_day_asked_about():
    answered = PartialDate(2020, 11, 10)

    assert counted(DUE, answered, 59, date(2026, 11, 21)) == [
        "From 12 September 2020 to the first response, 10 November 2020, is 59 days."
    ]
    assert counted(DUE, None, 19, date(2020, 10, 1)) == [
        "From 12 September 2020 to 1 October 2020 is 19 days."
    ]
    assert counted(DUE, answered, 0, date(2026, 11, 21)) == []
    assert counted(None, answered, None, date(2026, 11, 21)) == []
