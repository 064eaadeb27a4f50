"""The rungs in SQL are the rungs in Python, and no run withdraws what it raised."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recommendations import deadlines
from recommendations.deadlines import Deadline
from responses.flags import raise_flags, rungs_passed
from tests.recommendations.cases import (
    deadline_texts,
    extension_days,
    partial,
    recent,
)
from tests.recommendations.factories import AddresseeFactory, ExtensionFactory

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
