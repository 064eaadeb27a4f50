"""The IICSA register, by dates alone."""

from collections import Counter
from datetime import date

import pytest

from recommendations.models import Addressee

NOVEMBER_2026 = date(2026, 11, 21)


def standing(report, on):
    rows = Addressee.objects.in_register(on=on).with_timeliness(on=on)
    found = rows.filter(report__slug=report).values_list("state", "days_late")
    return sorted(found)


def test_every_addressee_is_where_its_dates_put_it(iicsa):
    rows = Addressee.objects.in_register(on=NOVEMBER_2026)
    found = rows.with_timeliness(on=NOVEMBER_2026)

    assert Counter(found.values_list("state", "verification")) == {
        ("answered_on_time", None): 48,
        ("answered_no_deadline", None): 5,
        ("answered_late", None): 48,
        ("answered_date_uncertain", None): 4,
        ("overdue", "unverified"): 33,
        ("no_deadline", None): 2,
    }


@pytest.mark.parametrize(
    ("on", "state", "days_late"),
    [
        (date(2020, 9, 12), "due_soon", None),
        (date(2020, 10, 1), "overdue", 19),
        (NOVEMBER_2026, "answered_late", 59),
    ],
)
def test_the_four_responses_to_the_internet_report(iicsa, on, state, days_late):
    assert standing("internet", on) == [(state, days_late)] * 4
