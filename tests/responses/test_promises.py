"""Promises as a reader sees them, and their lists."""

from datetime import UTC, date, datetime

import pytest

from recommendations.partial_dates import PartialDate
from responses.models import Promise
from responses.promises import PAGE_LENGTH, ShownPromise, promise_list, promises_at_work
from tests.recommendations.factories import InstitutionFactory
from tests.responses.factories import (
    OfficerFactory,
    PromiseAssessmentFactory,
    PromiseFactory,
    ResponseFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
GONE = {
    "withdrawn_at": datetime(2026, 11, 20, tzinfo=UTC),
    "withdrawn_reason": "Wrong",
}


def listed(**options):
    asked = {"on": TODAY, "state": None, "page": ""} | options
    return promise_list(Promise.objects.standing(on=asked["on"]), **asked)


def test_every_promise_is_counted_in_one_state():
    PromiseFactory(due=PartialDate(2027))
    PromiseFactory()
    PromiseFactory(due=None)
    PromiseAssessmentFactory()

    found = listed()

    assert [each.count for each in found.counts] == [1, 1, 1, 1]
    assert found.total == len(found.rows) == 4


def test_those_due_first_stand_first_and_the_vague_ones_last():
    vague = PromiseFactory(due=None)
    later = PromiseFactory(due=PartialDate(2022))
    sooner = PromiseFactory(due=PartialDate(2021))

    assert [each.promise for each in listed().rows] == [sooner, later, vague]


def test_one_state_is_listed_by_itself_and_counted_beside_the_others():
    PromiseFactory(due=None)
    PromiseFactory()

    found = listed(state="no_date")

    assert [each.promise.due for each in found.rows] == [None]
    assert found.total == 2


@pytest.mark.parametrize(
    "hidden",
    [{"response__status": "draft"}, GONE, {"response__document__published": "2026-12"}],
    ids=["of a draft", "withdrawn", "not out yet"],
)
def test_what_a_reader_does_not_see_is_not_listed(hidden):
    PromiseFactory(**hidden)

    assert listed().total == 0


def test_a_response_that_was_withdrawn_promises_nothing():
    promise = PromiseFactory()
    ResponseFactory._meta.model.objects.filter(pk=promise.response_id).update(
        status="withdrawn", **GONE
    )

    assert listed().total == 0


def test_an_assessment_that_was_withdrawn_counts_for_nothing():
    word = PromiseAssessmentFactory(**GONE)

    found = ShownPromise.on_day(word.promise, on=TODAY)

    assert (found.state, found.words, found.taken_back) == ("date_passed", [], [word])
    assert listed().rows[0].state == "date_passed"
    assert listed(state="date_passed").rows


def test_a_long_list_goes_on_and_an_odd_page_is_the_first():
    response = ResponseFactory()
    for _ in range(PAGE_LENGTH + 1):
        PromiseFactory(response=response)

    assert len(listed(page="2").rows) == 1
    assert listed(page="\0").page.number == 1


def test_an_officers_promises_are_those_of_their_institutions():
    own, other = PromiseFactory(), PromiseFactory()
    officer = OfficerFactory(has_all_institutions=False)
    officer.institutions.add(own.response.addressee.institution)

    mine = promises_at_work(officer, on=TODAY, is_everyones=False)
    all_of_them = promises_at_work(officer, on=TODAY, is_everyones=True)

    assert list(mine) == [own]
    assert set(all_of_them) == {own, other}


def test_a_body_is_concerned_by_what_it_was_asked_leads_or_answered():
    body = InstitutionFactory()
    asked = PromiseFactory(response__addressee__institution=body)
    led = PromiseFactory()
    led.response.addressee.ordered_leads.create(institution=body, order=1)
    PromiseFactory()

    assert set(Promise.objects.concerning(body.pk)) == {asked, led}
