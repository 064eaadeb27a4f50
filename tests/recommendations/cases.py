# ruff: noqa: E501  the table is read by its columns
"""One table of cases, to which the rule in Python and the rule in SQL are held."""

from datetime import date

import pytest
from hypothesis import strategies as st

from recommendations.deadlines import Timeliness
from recommendations.partial_dates import DayRange, PartialDate

MAY = "2021-05-01/2021-05-30"
# What it is about | due | answered | lapsed on | as at | state
TABLE = """
29 days before                    | 2020-09-12 | -          | -          | 2020-08-14 | awaiting
28 days before                    | 2020-09-12 | -          | -          | 2020-08-15 | due_soon
due today                         | 2020-09-12 | -          | -          | 2020-09-12 | due_soon
the day after                     | 2020-09-12 | -          | -          | 2020-09-13 | overdue
answer still to come              | 2020-09-12 | 2020-11-10 | -          | 2020-10-01 | overdue
on the day of the answer          | 2020-09-12 | 2020-11-10 | -          | 2020-11-10 | answered_late
long after                        | 2020-09-12 | 2020-11-10 | -          | 2026-11-21 | answered_late
answered on the due day           | 2020-09-12 | 2020-09-12 | -          | 2020-10-01 | answered_on_time
answered a day late               | 2020-09-12 | 2020-09-13 | -          | 2020-10-01 | answered_late
month holds the due day           | 2020-09-12 | 2020-09    | -          | 2020-10-01 | answered_date_uncertain
month before is on time           | 2020-09-12 | 2020-08    | -          | 2020-10-01 | answered_on_time
month after is late               | 2020-09-12 | 2020-10    | -          | 2020-11-01 | answered_late
month is certain at its end       | 2020-09-12 | 2020-10    | -          | 2020-10-30 | overdue
year decides nothing              | 2020-09-12 | 2020       | -          | 2021-01-01 | answered_date_uncertain
range: 29 days before             | MAY        | -          | -          | 2021-04-02 | awaiting
range: 28 days before             | MAY        | -          | -          | 2021-04-03 | due_soon
range: first possible day         | MAY        | -          | -          | 2021-05-01 | due_soon
range: after the first            | MAY        | -          | -          | 2021-05-02 | possibly_overdue
range: last possible day          | MAY        | -          | -          | 2021-05-30 | possibly_overdue
range: after the last             | MAY        | -          | -          | 2021-05-31 | overdue
range: answered first day         | MAY        | 2021-05-01 | -          | 2021-06-01 | answered_on_time
range: answered within            | MAY        | 2021-05-15 | -          | 2021-06-01 | answered_date_uncertain
range: answered last day          | MAY        | 2021-05-30 | -          | 2021-06-01 | answered_date_uncertain
range: answered after             | MAY        | 2021-05-31 | -          | 2021-06-01 | answered_late
no deadline                       | -          | -          | -          | 2026-11-21 | no_deadline
no deadline, answered             | -          | 2020-01-16 | -          | 2026-11-21 | answered_no_deadline
no deadline, not answered yet     | -          | 2020-01-16 | -          | 2019-01-01 | no_deadline
withdrawn before due              | 2020-09-12 | -          | 2020-08-01 | 2020-10-01 | not_required
withdrawn when overdue            | 2020-09-12 | -          | 2020-11-01 | 2020-12-01 | not_required
overdue until withdrawn           | 2020-09-12 | -          | 2020-11-01 | 2020-10-31 | overdue
answered, then withdrawn          | 2020-09-12 | 2020-10-01 | 2020-11-01 | 2021-01-01 | answered_late
answered the day it was withdrawn | 2020-09-12 | 2020-11-01 | 2020-11-01 | 2021-01-01 | answered_late
answered though withdrawn         | 2020-09-12 | 2020-12-01 | 2020-11-01 | 2021-01-01 | not_required
never asked                       | -          | -          | 2020-03-12 | 2021-01-01 | not_required
"""


def days(text: str | None) -> DayRange | None:
    """Read 2020-09-12, 2020-09 (all its days) or 2021-05-01/2021-05-30."""
    if text is None:
        return None
    first, _, last = text.partition("/")
    return DayRange(
        PartialDate.from_iso(first).earliest, PartialDate.from_iso(last or first).latest
    )


def _case(line: str):
    name, due, answered, lapsed, on, state = (
        None if cell.strip() == "-" else cell.strip() for cell in line.split("|")
    )
    return pytest.param(
        MAY if due == "MAY" else due,
        answered,
        lapsed and date.fromisoformat(lapsed),
        date.fromisoformat(on),
        Timeliness(state),
        id=name,
    )


TIMELINESS = [_case(line) for line in TABLE.strip().splitlines()]

# Any dates for the property tests, near enough to one another to matter.
recent = st.dates(date(2019, 1, 1), date(2022, 12, 31))
partial = st.builds(
    lambda day, precision: PartialDate(*(day.year, day.month, day.day)[:precision]),
    recent,
    st.integers(1, 3),
)
deadline_texts = st.sampled_from(["default", "none", "months:3", "months:12"]) | (
    partial.map(lambda day: f"date:{day}")
)
# When each is due, and when it was granted.
extension_days = st.lists(st.tuples(partial, partial), max_size=2, unique=True)
