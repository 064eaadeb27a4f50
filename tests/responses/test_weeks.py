"""Weeks begin at eight on Monday by London's clocks, whatever the clocks do."""

from datetime import UTC, date, datetime, timedelta

import pytest

from responses.weeks import NotAWeek, Week, day_in_london

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("week", "starts_at", "hours"),
    [
        ("2026-W47", datetime(2026, 11, 16, 8, tzinfo=UTC), 168),
        ("2026-W13", datetime(2026, 3, 23, 8, tzinfo=UTC), 167),
        ("2026-W14", datetime(2026, 3, 30, 7, tzinfo=UTC), 168),
        ("2026-W43", datetime(2026, 10, 19, 7, tzinfo=UTC), 169),
        ("2026-W53", datetime(2026, 12, 28, 8, tzinfo=UTC), 168),
        ("2027-W01", datetime(2027, 1, 4, 8, tzinfo=UTC), 168),
    ],
)
def test_a_week_lasts_from_eight_on_monday_to_the_next(week, starts_at, hours):
    week = Week.from_text(week)

    assert week.starts_at == starts_at
    assert (week.ends_at - week.starts_at) / HOUR == hours


@pytest.mark.parametrize("text", ["2026-W13", "2026-W43", "2026-W53", "2027-W01"])
def test_every_instant_is_in_one_week(text):
    week = Week.from_text(text)

    assert Week.containing(week.starts_at) == week
    assert Week.containing(week.ends_at - timedelta(microseconds=1)) == week
    assert Week.containing(week.ends_at) == week.earlier(-1)
    assert Week.containing(week.starts_at - timedelta(microseconds=1)) == (
        week.earlier(1)
    )


def test_the_year_that_has_53_weeks_is_followed_by_week_one():
    assert str(Week.from_text("2026-W53").earlier(-1)) == "2027-W01"
    assert str(Week.from_text("2027-W01").earlier(1)) == "2026-W53"


@pytest.mark.parametrize(
    "text",
    ["", "47", "2026-47", "2026-W00", "2025-W53", "2026-W54", "last", "²026-W01"],
)
def test_what_is_no_week_is_refused_with_what_to_write(text):
    with pytest.raises(NotAWeek, match=r"write it as in 2026-W47|has no week"):
        Week.from_text(text)


def test_the_day_is_londons():
    assert day_in_london(datetime(2023, 4, 20, 23, 30, tzinfo=UTC)) == date(2023, 4, 21)
