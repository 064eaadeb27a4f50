"""Who may see and write what, role by role."""

import pytest
from django.contrib.auth.models import AnonymousUser

from responses.permissions import addressees_of, may_record, visible_to
from tests.recommendations.factories import AddresseeFactory, InstitutionFactory
from tests.responses.factories import OfficerFactory, ResponseFactory

pytestmark = pytest.mark.django_db
ROLES = ["officer", "reviewer", "admin"]


def officer_for(*institutions, **details):
    officer = OfficerFactory(**{"has_all_institutions": False} | details)
    officer.institutions.set(institutions)
    return officer


@pytest.mark.parametrize("role", ROLES)
def test_an_account_writes_for_its_institutions_and_no_other(role):
    own, other = AddresseeFactory(), AddresseeFactory()
    officer = officer_for(own.institution, role=role)

    assert may_record(officer, own)
    assert not may_record(officer, other)


@pytest.mark.parametrize("role", ROLES)
def test_an_account_without_institutions_writes_nothing(role):
    assert not may_record(officer_for(role=role), AddresseeFactory())


@pytest.mark.parametrize("role", ROLES)
def test_an_account_for_all_institutions_writes_everywhere(role):
    officer = officer_for(role=role, has_all_institutions=True)

    assert may_record(officer, AddresseeFactory())


@pytest.mark.parametrize("has_all_institutions", [True, False])
def test_a_disabled_account_writes_nothing_and_sees_what_everybody_sees(
    has_all_institutions,
):
    draft = ResponseFactory(status="draft")
    officer = officer_for(
        draft.addressee.institution,
        is_active=False,
        has_all_institutions=has_all_institutions,
    )

    assert not may_record(officer, draft.addressee)
    assert not visible_to(officer).exists()


def test_bodies_below_however_far_are_included_and_those_above_are_not():
    top = InstitutionFactory()
    middle = InstitutionFactory(parent=top)
    bottom = InstitutionFactory(parent=middle)
    officer = officer_for(middle)

    assert may_record(officer, AddresseeFactory(institution=bottom))
    assert not may_record(officer, AddresseeFactory(institution=top))


def test_what_is_led_by_or_passed_to_ones_own_is_ones_own():
    body = InstitutionFactory()
    led = AddresseeFactory()
    led.ordered_leads.create(institution=InstitutionFactory(parent=body), order=1)
    passed = AddresseeFactory(passed_to=body)
    AddresseeFactory()

    assert set(addressees_of(officer_for(body))) == {led, passed}


def test_everybody_sees_what_is_published_and_nothing_else():
    published = ResponseFactory()
    ResponseFactory(status="draft")

    for user in (AnonymousUser(), officer_for()):
        assert list(visible_to(user)) == [published]


def test_a_draft_is_seen_by_those_who_may_write_about_it():
    own, other = ResponseFactory(status="draft"), ResponseFactory(status="draft")
    officer = officer_for(own.addressee.institution)

    assert list(visible_to(officer)) == [own]
    assert set(visible_to(officer_for(has_all_institutions=True))) == {own, other}
