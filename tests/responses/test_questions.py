"""What an address asks of My work."""

from datetime import UTC, date, datetime

import pytest
from django.http import QueryDict

from responses.models import Assignment
from responses.questions import WorkQuestion
from tests.recommendations.factories import AddresseeFactory
from tests.responses.factories import OfficerFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def asked(officer, query):
    return WorkQuestion(QueryDict(query), officer=officer, on=TODAY)


def found(officer, query):
    return set(asked(officer, query).filter.qs)


def assigned(addressee, officer):
    Assignment.objects.create(
        addressee=addressee,
        officer=officer,
        assigned_by=officer,
        assigned_at=datetime(2026, 11, 21, 9, tzinfo=UTC),
    )
    return addressee


def test_a_list_is_narrowed_by_who_looks_after_it():
    ann, ben = OfficerFactory(), OfficerFactory()
    mine = assigned(AddresseeFactory(), ann)
    assigned(AddresseeFactory(), ben)
    nobodys = AddresseeFactory()

    assert found(ann, "assigned=me") == {mine}
    assert found(ann, "assigned=nobody") == {nobodys}


def test_what_somebody_left_behind_is_nobodys():
    ann, gone = OfficerFactory(), OfficerFactory(is_active=False)
    moved = OfficerFactory(has_all_institutions=False)
    left = {assigned(AddresseeFactory(), each) for each in (gone, moved)}

    assert found(ann, "assigned=nobody") == left


def test_the_filters_of_the_public_lists_narrow_it_too():
    wanted, _other = AddresseeFactory.create_batch(2)
    officer = OfficerFactory()

    assert found(officer, f"institution={wanted.institution.slug}") == {wanted}
    assert found(officer, f"report={wanted.report.slug}") == {wanted}


def test_a_chosen_filter_is_taken_away_within_its_section():
    question = asked(OfficerFactory(), "section=overdue&page=3&assigned=me")

    assert [(chip.label, chip.address) for chip in question.chips] == [
        ("Assigned to: Me", "?section=overdue")
    ]
    assert question.unfiltered == "?section=overdue"
    assert question.every_section == "?assigned=me"


def test_a_bad_value_narrows_nothing_and_is_named():
    addressee = AddresseeFactory()
    question = asked(OfficerFactory(), "assigned=%00&institution=nobody&as_at=2019")

    assert set(question.filter.qs) == {addressee}
    assert {problem.name for problem in question.problems} == {
        "assigned",
        "institution",
    }
