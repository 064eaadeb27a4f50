"""The rungs in SQL are the rungs in Python, and no run withdraws what it raised."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recommendations import deadlines
from recommendations.deadlines import Deadline
from recommendations.models import Addressee
from recommendations.partial_dates import PartialDate
from responses.flags import raise_flags, rungs_passed
from responses.ladder import with_rungs
from tests.recommendations.cases import (
    deadline_texts,
    extension_days,
    partial,
    recent,
)
from tests.recommendations.factories import (
    AddresseeFactory,
    ExtensionFactory,
    RungFactory,
)
from tests.responses.chased import ladder, owing
from tests.responses.factories import LetterFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    published=partial,
    deadline=deadline_texts,
    extensions=extension_days,
    months=st.integers(1, 24),
    on=recent,
)
def test_sql_has_the_rungs_that_python_has(published, deadline, extensions, months, on):
    addressee = AddresseeFactory(
        recommendation__report__published=published, deadline=deadline
    )
    addressee.report.inquiry.rungs.update_or_create(
        number=1, defaults={"months": months}
    )
    for due, granted in extensions:
        ExtensionFactory(addressee=addressee, due=due, granted=granted)

    original = deadlines.original_due(
        published, Deadline.from_text(deadline), response_months=6
    )
    granted = [deadlines.Extension(due=due, granted=day) for due, day in extensions]
    due = deadlines.due_as_at(original, granted, on=on)
    expected = {}
    if due is not None and published.latest <= on:
        expected = {
            0: due.latest,
            1: deadlines.rung_days(
                published, rung_months=months, response_months=6, due=due
            ).latest,
        }
    found = {
        row.passed_rung: row.rung_day
        for rows in rungs_passed(on=on)
        for row in rows.filter(pk=addressee.pk)
    }

    assert found == {rung: day for rung, day in expected.items() if day < on}
    raise_flags(on=on, at=AT)
    assert not addressee.flags.filter(withdrawn_at__isnull=False).exists()


def on_ladder(on):
    """Return the one addressee's rung without a letter, and its next, each by day."""
    row = with_rungs(Addressee.objects.outstanding(on=on), on=on).get()
    return (
        (row.unlettered_rung, row.unlettered_day),
        (row.next_rung, row.next_day),
    )


@pytest.mark.parametrize(
    ("on", "passed", "to_come"),
    [
        (date(2020, 6, 12), (None, None), (1, date(2020, 6, 12))),
        (date(2020, 6, 13), (1, date(2020, 6, 12)), (2, date(2020, 9, 12))),
        (date(2020, 10, 13), (3, date(2020, 10, 12)), (4, date(2020, 12, 12))),
        (date(2021, 3, 13), (5, date(2021, 3, 12)), (None, None)),
    ],
)
def test_a_rung_is_to_come_on_its_day_and_passed_the_day_after(on, passed, to_come):
    ladder()
    owing()

    assert on_ladder(on) == (passed, to_come)


@pytest.mark.parametrize(
    ("number", "passed", "to_come"), [(2, 3, 4), (3, None, 4), (4, None, 5)]
)
def test_a_letter_settles_its_rung_and_those_below(number, passed, to_come):
    rungs = ladder()
    LetterFactory(
        rung=rungs[number - 1], addressees=[owing()], sent=PartialDate(2020, 10, 13)
    )

    found = on_ladder(date(2020, 10, 13))

    assert (found[0][0], found[1][0]) == (passed, to_come)


def test_a_letter_of_a_later_day_has_not_gone_out_yet():
    rungs = ladder()
    LetterFactory(rung=rungs[2], addressees=[owing()], sent=PartialDate(2020, 10, 14))

    assert on_ladder(date(2020, 10, 13))[0][0] == 3


def test_a_draft_or_a_cancelled_letter_settles_nothing():
    rung = ladder()[2]
    at = datetime(2020, 10, 12, tzinfo=UTC)
    addressee = owing()
    LetterFactory(rung=rung, addressees=[addressee], sent=None, drafted_at=at)
    LetterFactory(
        rung=rung, addressees=[addressee], cancelled_at=at, cancelled_reason="Slip"
    )

    assert on_ladder(date(2020, 10, 13))[0][0] == 3


def test_an_extension_moves_the_rungs_from_the_period_on():
    ladder()
    ExtensionFactory(addressee=owing(), due=PartialDate(2020, 9, 22))

    assert on_ladder(date(2020, 9, 22)) == (
        (1, date(2020, 6, 12)),
        (2, date(2020, 9, 22)),
    )


def test_without_a_deadline_or_a_ladder_there_is_no_rung():
    owing()
    assert on_ladder(date(2020, 10, 13)) == ((None, None), (None, None))

    Addressee.objects.update(due_latest=None, due_earliest=None)
    RungFactory(months=7)
    assert on_ladder(date(2020, 10, 13)) == ((None, None), (None, None))
