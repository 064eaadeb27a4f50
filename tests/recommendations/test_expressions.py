"""The rule in SQL says what the rule in Python says."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recommendations import deadlines
from recommendations.deadlines import Deadline
from recommendations.models import Addressee
from recommendations.partial_dates import PartialDate
from tests.recommendations.cases import (
    TIMELINESS,
    days,
    deadline_texts,
    extension_days,
    partial,
    recent,
)
from tests.recommendations.factories import (
    AddresseeFactory,
    CheckFactory,
    ExtensionFactory,
)
from tests.responses.factories import ResponseFactory

pytestmark = pytest.mark.django_db


def as_at(on):
    return Addressee.objects.with_timeliness(on=on).get()


@pytest.mark.parametrize(("due", "answered", "lapsed_on", "on", "state"), TIMELINESS)
def test_sql_agrees_with_the_table_of_cases(due, answered, lapsed_on, on, state):
    addressee = AddresseeFactory()
    due, answered = days(due), days(answered)
    Addressee.objects.filter(pk=addressee.pk).update(
        due_earliest=due and due.earliest,
        due_latest=due and due.latest,
        answered_earliest=answered and answered.earliest,
        answered_latest=answered and answered.latest,
        lapsed_on=lapsed_on,
    )

    found = as_at(on)

    assert found.state == state
    assert found.days_late == deadlines.days_late(
        due=due, answered=answered, state=state, on=on
    )


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    published=partial,
    deadline=deadline_texts,
    answers=st.lists(partial, max_size=2),
    extensions=extension_days,
    checks=st.lists(recent, max_size=2),
    on=recent,
)
def test_sql_agrees_with_python_on_any_dates(
    published, deadline, answers, extensions, checks, on
):
    logged_on = date(2026, 11, 21)
    addressee = AddresseeFactory(
        recommendation__report__published=published, deadline=deadline
    )
    for due, granted in extensions:
        ExtensionFactory(addressee=addressee, due=due, granted=granted)
    for answer in answers:
        ResponseFactory(addressee=addressee, document__published=answer)
    for day in checks:
        CheckFactory(addressee=addressee, checked_on=day)

    original = deadlines.original_due(
        published, Deadline.from_text(deadline), response_months=6
    )
    granted = [deadlines.Extension(due=due, granted=day) for due, day in extensions]
    due = deadlines.due_as_at(original, granted, on=on)
    answered = deadlines.first_answer(
        deadlines.days_of_publication(each, logged_on=logged_on) for each in answers
    )
    state = deadlines.timeliness(due=due, answered=answered, on=on)
    before = deadlines.timeliness(due=original, answered=answered, on=on)
    found = Addressee.objects.with_timeliness(on=on).get(pk=addressee.pk)

    assert found.original_due == original
    assert found.due == deadlines.due_as_at(original, granted, on=date(2030, 1, 1))
    assert found.due_earliest_as_at == (due and due.earliest)
    assert found.due_latest_as_at == (due and due.latest)
    assert found.answered_days == answered
    assert found.state == state
    assert found.days_late == deadlines.days_late(
        due=due, answered=answered, state=state, on=on
    )
    assert found.days_late_original == deadlines.days_late(
        due=original, answered=answered, state=before, on=on
    )
    assert found.verification == deadlines.verification(
        state, due=due, checks=checks, on=on
    )


def test_an_answer_still_to_come_shows_no_earlier_silence():
    ResponseFactory(document__published=PartialDate(2030, 12, 30))
    today = date(2026, 11, 21)

    row = Addressee.objects.with_timeliness(on=today, today=today).get()

    assert row.standing.answered_since is None
    assert not row.standing.is_accused


def test_an_answer_given_since_shows_the_silence_of_a_past_day():
    ResponseFactory()

    row = Addressee.objects.with_timeliness(
        on=date(2020, 10, 1), today=date(2026, 11, 21)
    ).get()

    assert row.standing.answered_since == PartialDate(2020, 11, 10)
    assert row.standing.is_accused
