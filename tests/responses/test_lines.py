"""Digests read the register as pages do: the same rows, for the same bodies."""

from datetime import date

import pytest

from recommendations.models import Addressee
from responses.lines import concerning, load_lines
from tests.recommendations.factories import (
    AddresseeFactory,
    CheckFactory,
    InstitutionFactory,
    RecommendationFactory,
)
from tests.responses.factories import ResponseFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def test_lines_are_what_is_outstanding_and_what_is_asked_for():
    owing = AddresseeFactory()
    answered = ResponseFactory().addressee
    draft = ResponseFactory(status="draft").addressee

    assert {line.addressee for line in load_lines(on=TODAY)} == {owing.pk, draft.pk}
    lines = load_lines(on=TODAY, also=[answered.pk])
    assert {line.addressee for line in lines} == {owing.pk, draft.pk, answered.pk}


def test_a_line_concerns_the_bodies_that_the_register_says_it_does():
    body = InstitutionFactory()
    AddresseeFactory(institution=body)
    AddresseeFactory(passed_to=body)
    AddresseeFactory().ordered_leads.create(institution=body, order=1)
    holding = ResponseFactory(kind="holding")
    holding.ordered_answerers.create(institution=body, order=1)
    draft = ResponseFactory(status="draft")
    draft.ordered_answerers.create(institution=body, order=1)
    AddresseeFactory()

    found = {line.addressee for line in concerning(load_lines(on=TODAY), {body.pk})}

    rows = Addressee.objects.concerning([body.pk])
    assert found == set(rows.values_list("pk", flat=True))
    assert len(found) == 4


def test_overdue_is_only_what_somebody_has_looked_for():
    CheckFactory()
    AddresseeFactory()

    lines = load_lines(on=TODAY)

    assert [line.is_overdue for line in lines] == [True, False]
    assert [line.is_to_check for line in lines] == [False, True]


def test_a_line_leads_to_its_recommendation():
    made = RecommendationFactory()
    AddresseeFactory(recommendation=made)

    assert load_lines(on=TODAY)[0].url.endswith(made.get_absolute_url())


def test_the_register_is_read_in_one_query(django_assert_num_queries):
    AddresseeFactory.create_batch(3)

    with django_assert_num_queries(1):
        load_lines(on=TODAY)
