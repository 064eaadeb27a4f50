"""The one rule that must be right: when a response is due, and how timely it was."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommendations import deadlines
from recommendations.deadlines import Deadline, Extension, NotADeadline, Timeliness
from recommendations.partial_dates import DayRange, PartialDate
from tests.recommendations.cases import TIMELINESS, days


@pytest.mark.parametrize(
    ("published", "months", "due"),
    [
        pytest.param("2020-03-12", 6, "2020-09-12", id="the Internet report"),
        pytest.param("2020-08-29", 6, "2021-02-28", id="no 29 February 2021"),
        pytest.param("2020-08-30", 6, "2021-02-28", id="no 30 February"),
        pytest.param("2020-08-31", 6, "2021-02-28", id="no 31 February"),
        pytest.param("2019-08-31", 6, "2020-02-29", id="leap year"),
        pytest.param("2019-02-28", 6, "2019-08-28", id="not on to the 31st"),
        pytest.param("2022-10-20", 6, "2023-04-20", id="the final report"),
        pytest.param("2020-02-29", 12, "2021-02-28", id="from a leap day"),
        pytest.param("1978-09-30", 4, "1979-01-30", id="Dodds v Walker"),
        pytest.param("2021-12-01", 3, "2022-03-01", id="starts in December"),
        pytest.param("2021-06-30", 6, "2021-12-30", id="lands in December"),
        pytest.param("2020-11", 6, "2021-05-01/2021-05-30", id="month only"),
        pytest.param("2020-08", 6, "2021-02-01/2021-02-28", id="month, clamped"),
        pytest.param("2020", 6, "2020-07-01/2021-06-30", id="year only"),
    ],
)
def test_due_is_whole_calendar_months_after_publication(published, months, due):
    found = deadlines.original_due(
        PartialDate.from_iso(published), Deadline("default"), response_months=months
    )

    assert str(found) == due


@pytest.mark.parametrize(
    ("deadline", "due"),
    [
        ("default", "2020-09-12"),
        ("none", "None"),
        ("months:3", "2020-06-12"),
        ("months:12", "2021-03-12"),
        ("date:2020-12-25", "2020-12-25"),
        ("date:2020-12", "2020-12-01/2020-12-31"),
    ],
)
def test_a_recommendation_may_set_a_time_of_its_own_or_none(deadline, due):
    found = deadlines.original_due(
        PartialDate(2020, 3, 12), Deadline.from_text(deadline), response_months=6
    )

    assert str(found) == due


@pytest.mark.parametrize(
    "text", ["", "6", "months:0", "months:", "months:\N{FULLWIDTH DIGIT ONE}", "soon"]
)
def test_what_sets_no_deadline_is_refused(text):
    with pytest.raises(NotADeadline, match="write default, none, months:3 or date:"):
        Deadline.from_text(text)


@pytest.mark.parametrize(("due", "answered", "lapsed_on", "on", "state"), TIMELINESS)
def test_timeliness(due, answered, lapsed_on, on, state):
    found = deadlines.timeliness(
        due=days(due), answered=days(answered), lapsed_on=lapsed_on, on=on
    )

    assert found == state


def test_every_state_has_a_case():
    assert {case.values[-1] for case in TIMELINESS} == set(Timeliness)


@given(
    due=st.none() | st.tuples(st.dates(), st.dates()).map(sorted),
    answered=st.none() | st.tuples(st.dates(), st.dates()).map(sorted),
    on=st.dates(min_value=date(100, 1, 1)),
)
def test_a_body_is_called_late_only_when_no_reading_of_the_dates_excuses_it(
    due, answered, on
):
    state = deadlines.timeliness(
        due=due and DayRange(*due), answered=answered and DayRange(*answered), on=on
    )

    if state in {Timeliness.OVERDUE, Timeliness.ANSWERED_LATE}:
        assert due
        assert due[1] < on
    if state is Timeliness.ANSWERED_LATE:
        assert answered[0] > due[1]


@pytest.mark.parametrize(
    ("due", "answered", "on", "late"),
    [
        pytest.param("2020-09-12", "2020-11-10", "2026-11-21", 59, id="Internet"),
        pytest.param("2020-09-12", "2020-11-10", "2020-10-01", 19, id="as at 1 Oct"),
        pytest.param("2023-04-20", "2023-05-22", "2026-11-21", 32, id="final report"),
        pytest.param("2020-09-12", None, "2020-09-13", 1, id="the day after"),
        pytest.param("2020-09-12", None, "2020-09-12", None, id="not late yet"),
        pytest.param("2020-09-12", "2020-09-01", "2020-09-12", 0, id="on time"),
        pytest.param("2020-09-12", "2020-11", "2026-11-21", None, id="day unknown"),
        pytest.param("2021-05", None, "2021-06-01", None, id="due day unknown"),
        pytest.param(None, "2020-11-10", "2026-11-21", None, id="no deadline"),
    ],
)
def test_days_late_are_whole_days_and_never_guessed(due, answered, on, late):
    on = date.fromisoformat(on)
    dates = {"due": days(due), "answered": days(answered)}
    state = deadlines.timeliness(**dates, on=on)

    assert deadlines.days_late(**dates, state=state, on=on) == late


JUNE = Extension(due=PartialDate(2021, 6, 30), granted=PartialDate(2020, 9, 1))
JULY = Extension(due=PartialDate(2021, 7, 31), granted=PartialDate(2021, 6))


@pytest.mark.parametrize(
    ("on", "due"),
    [
        pytest.param(date(2020, 8, 31), "2020-09-12", id="not granted yet"),
        pytest.param(date(2020, 9, 1), "2021-06-30", id="from the day of the grant"),
        pytest.param(date(2021, 6, 29), "2021-06-30", id="a month counts at its end"),
        pytest.param(date(2021, 6, 30), "2021-07-31", id="the later grant replaces"),
    ],
)
def test_an_extension_moves_nothing_before_it_was_granted(on, due):
    found = deadlines.due_as_at(days("2020-09-12"), [JULY, JUNE], on=on)

    assert str(found) == due


@pytest.mark.parametrize(
    ("published", "logged_on", "latest"),
    [
        pytest.param("2026-11", date(2026, 11, 21), date(2026, 11, 21), id="by then"),
        pytest.param("2026-11", date(2026, 12, 3), date(2026, 11, 30), id="month over"),
        pytest.param("2026-12", date(2026, 11, 21), date(2026, 12, 31), id="ahead"),
        pytest.param("2026-11-10", date(2026, 11, 21), date(2026, 11, 10), id="day"),
    ],
)
def test_a_paper_was_out_by_the_day_it_was_logged(published, logged_on, latest):
    found = deadlines.days_of_publication(
        PartialDate.from_iso(published), logged_on=logged_on
    )

    assert found.latest == latest


def test_the_first_of_several_vague_answers_is_no_more_exact_than_they_are():
    first = deadlines.first_answer([days("2020-11-10"), days("2020")])

    assert first == DayRange(date(2020, 1, 1), date(2020, 11, 10))
    assert deadlines.first_answer([]) is None


@pytest.mark.parametrize(
    ("due", "checks", "on", "verification"),
    [
        pytest.param("2020-09-12", [], "2020-10-01", "unverified", id="nobody looked"),
        pytest.param(
            "2020-09-12", ["2020-09-12"], "2020-10-01", "unverified", id="due"
        ),
        pytest.param(
            "2020-09-12", ["2020-09-13"], "2020-10-01", "confirmed", id="after"
        ),
        pytest.param(
            "2020-09-12", ["2020-10-02"], "2020-10-01", "unverified", id="later"
        ),
        pytest.param(
            "2020-09-12", ["2020-09-13"], "2020-09-12", None, id="not past due"
        ),
        pytest.param(None, ["2020-09-13"], "2020-10-01", None, id="no deadline"),
    ],
)
def test_overdue_is_confirmed_by_a_look_after_the_due_day(
    due, checks, on, verification
):
    on, due = date.fromisoformat(on), days(due)
    state = deadlines.timeliness(due=due, on=on)

    found = deadlines.verification(
        state, due=due, checks=[date.fromisoformat(day) for day in checks], on=on
    )

    assert found == verification


@pytest.mark.parametrize(
    ("published", "months", "due", "rung"),
    [
        pytest.param("2020-03-12", 3, "2020-09-12", "2020-06-12", id="first letter"),
        pytest.param("2020-03-12", 6, "2020-09-12", "2020-09-12", id="due"),
        pytest.param("2020-03-12", 7, "2020-09-12", "2020-10-12", id="disappointment"),
        pytest.param(
            "2020-03-12", 7, "2020-10-12", "2020-11-11", id="extended 30 days"
        ),
        pytest.param("2020-03-12", 3, "2020-10-12", "2020-06-12", id="before 6 months"),
        pytest.param("2020-08-31", 9, "2021-02-28", "2021-05-31", id="never from Feb"),
        pytest.param(
            "2020-11", 7, "2021-05-01/2021-05-30", "2021-06-01/2021-06-30", id="range"
        ),
        pytest.param(
            "2020-07", 7, "2021-03-15", "2021-04-12/2021-04-15", id="ends cross"
        ),
    ],
)
def test_rungs_count_from_publication_and_move_with_the_due_date(
    published, months, due, rung
):
    found = deadlines.rung_days(
        PartialDate.from_iso(published),
        rung_months=months,
        response_months=6,
        due=days(due),
    )

    assert str(found) == rung


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("default", "the inquiry's own period"),
        ("none", "no date"),
        ("months:3", "a period of its own: 3 months"),
        ("date:2020-09", "a date of its own: September 2020"),
    ],
)
def test_a_deadline_is_told_in_words(text, words):
    assert Deadline.from_text(text).in_words == words
