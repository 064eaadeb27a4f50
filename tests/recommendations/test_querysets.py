"""The rule in SQL says what the rule in Python says; lists find what they should."""

from datetime import date

import pytest

from recommendations.models import Addressee, Institution, Recommendation
from recommendations.partial_dates import PartialDate
from recommendations.reckoning import reckon
from responses.settling import settle
from tests.recommendations.factories import (
    AddresseeFactory,
    InstitutionFactory,
    RecommendationFactory,
    SuccessionFactory,
)
from tests.responses.factories import AssessmentFactory, ResponseFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


@pytest.mark.parametrize("published", ["2020-03-12", "2020-03", "2020"])
def test_a_report_is_in_the_register_once_it_had_certainly_come_out(published):
    published = PartialDate.from_iso(published)
    AddresseeFactory(recommendation__report__published=published)

    for rows in (Addressee.objects, Recommendation.objects):
        assert rows.in_register(on=published.latest).exists()
        assert not rows.in_register(on=published.earliest).exists() or (
            published.is_exact
        )


def test_overdue_keeps_what_is_overdue_and_nothing_else():
    late = AddresseeFactory()
    AddresseeFactory(deadline="none")
    AddresseeFactory(deadline="date:2027-01-01")
    ResponseFactory()

    assert list(Addressee.objects.overdue(on=TODAY)) == [late]


def test_outstanding_leaves_out_what_is_answered_or_not_required():
    owing = [AddresseeFactory(), AddresseeFactory(deadline="none")]
    AddresseeFactory(is_reply_required=False)
    ResponseFactory()

    assert set(Addressee.objects.outstanding(on=TODAY)) == set(owing)


def test_lineage_reaches_bodies_below_and_predecessors_however_far():
    nca = InstitutionFactory(slug="national-crime-agency")
    ceop = InstitutionFactory(slug="ceop", parent=nca)
    old = InstitutionFactory(slug="soca")
    SuccessionFactory(predecessor=old, successor=nca)
    under_old = InstitutionFactory(parent=old)
    InstitutionFactory(slug="other")

    found = Institution.objects.with_lineage(["national-crime-agency"])

    assert found == {nca.pk, ceop.pk, old.pk, under_old.pk}
    assert Institution.objects.with_lineage(["ceop"]) == {ceop.pk}


def test_lineage_of_bodies_that_succeed_each_other_ends():
    one, other = InstitutionFactory(), InstitutionFactory()
    SuccessionFactory(predecessor=one, successor=other)
    SuccessionFactory(predecessor=other, successor=one)

    assert Institution.objects.with_lineage([one.slug]) == {one.pk, other.pk}


def test_an_institution_is_concerned_by_what_it_leads_on_takes_over_and_answers():
    body = InstitutionFactory()
    addressed = AddresseeFactory(institution=body)
    led = AddresseeFactory()
    led.ordered_leads.create(institution=body, order=1)
    taken_over = AddresseeFactory(passed_to=body)
    answered = ResponseFactory()
    answered.ordered_answerers.create(institution=body, order=1)
    draft = ResponseFactory(status="draft")
    draft.ordered_answerers.create(institution=body, order=1)
    AddresseeFactory()

    found = Addressee.objects.concerning([body.pk])

    assert set(found) == {addressed, led, taken_over, answered.addressee}


def test_position_is_that_of_the_newest_response_that_states_one():
    first = ResponseFactory(
        position="accepted", document__published=PartialDate(2020, 11, 10)
    )
    newer = {"addressee": first.addressee, "kind": "update"}
    ResponseFactory(
        **newer, position="rejected", document__published=PartialDate(2021, 5, 12)
    )
    ResponseFactory(
        **newer, position="not_stated", document__published=PartialDate(2022, 1, 1)
    )
    ResponseFactory(
        **newer, position="noted", status="draft", document__published=PartialDate(2023)
    )

    def answers(on):
        row = Addressee.objects.with_answers(on=on).get()
        return row.position, row.answer_count

    assert answers(TODAY) == ("rejected", 3)
    assert answers(date(2021, 1, 1)) == ("accepted", 1)
    assert answers(date(2020, 1, 1)) == ("", 0)


def test_an_answer_that_states_no_position_is_not_read_as_one():
    ResponseFactory(position="not_stated")

    assert Addressee.objects.with_answers(on=TODAY).get().position == "not_stated"


def test_progress_finds_any_assessment_made_by_the_day():
    assessment = AssessmentFactory(progress="in_progress")

    assert assessment.addressee in Addressee.objects.assessed_as(
        ["in_progress"], on=TODAY
    )
    assert not Addressee.objects.assessed_as(["completed"], on=TODAY).exists()
    assert not Addressee.objects.assessed_as(
        ["in_progress"], on=date(2021, 5, 11)
    ).exists()


def test_recommendations_without_addressees_are_in_the_register_too():
    RecommendationFactory()

    assert Recommendation.objects.in_register(on=TODAY).exists()


def test_reckoning_and_settling_twice_change_nothing():
    ResponseFactory()
    before = Addressee.objects.values().get()

    reckon(Addressee.objects.all())
    settle(Addressee.objects.all())

    assert Addressee.objects.values().get() == before
    assert before["answered"] == PartialDate(2020, 11, 10)
