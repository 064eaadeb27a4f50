"""How a promise stands on a day: in Python, and the same in SQL."""

from datetime import date

import pytest

from recommendations.partial_dates import PartialDate
from responses.models import Promise, PromiseAssessment
from responses.promise_states import PromiseState, state_of
from tests.responses.factories import PromiseAssessmentFactory, PromiseFactory

TODAY = date(2026, 11, 21)
CASES = [
    # Due, what was said and when, how it stands.
    ("2026-11-21", None, None, "to_come"),
    ("2026-11-20", None, None, "date_passed"),
    ("2026-11", None, None, "to_come"),
    ("2026-10", None, None, "date_passed"),
    ("2026", None, None, "to_come"),
    ("2025", None, None, "date_passed"),
    ("", None, None, "no_date"),
    ("2025", "kept", "2025-05", "assessed"),
    ("2027", "not_kept", "2026-11-21", "assessed"),
    ("", "superseded", "2026", "no_date"),
    ("", "superseded", "2025", "assessed"),
    ("2025", "kept", "2026-11-22", "date_passed"),
    ("2025", "kept", "2026-11", "date_passed"),
    # Still open on its last day says nothing of what came after.
    ("2025", "open", "2025-12-31", "date_passed"),
    ("2025", "open", "2026-01-01", "assessed"),
    ("2027", "open", "2026-01-01", "to_come"),
    ("", "open", "2026-01-01", "no_date"),
]


def read(text):
    return PartialDate.from_iso(text) if text else None


@pytest.mark.parametrize(("due", "outcome", "assessed", "state"), CASES)
def test_a_promise_stands_by_its_date_and_what_was_said_by_the_day(
    due, outcome, assessed, state
):
    words = [PromiseAssessment(outcome=outcome, assessed=read(assessed))]

    found = state_of(read(due), words if outcome else [], on=TODAY)

    assert found == PromiseState(state)


@pytest.mark.django_db
@pytest.mark.parametrize(("due", "outcome", "assessed", "state"), CASES)
def test_the_database_says_the_same(due, outcome, assessed, state):
    promise = PromiseFactory(due=read(due))
    if outcome:
        PromiseAssessmentFactory(
            promise=promise, outcome=outcome, assessed=read(assessed)
        )

    assert Promise.objects.with_state(on=TODAY).get().state == state
