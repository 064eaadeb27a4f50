"""For whom the publishers of a paper speak."""

import pytest

from responses.speaking import ABOVE, NOT_THEIRS, Speakers, recorded_in
from tests.recommendations.factories import AddresseeFactory, InstitutionFactory
from tests.responses.factories import DocumentFactory, OfficerFactory, ResponseFactory
from tests.responses.papers import about, addressed, started

pytestmark = pytest.mark.django_db


@pytest.fixture
def government():
    return InstitutionFactory(slug="uk-government")


@pytest.fixture
def office(government):
    return InstitutionFactory(slug="home-office", parent=government)


@pytest.fixture
def agency(office):
    return InstitutionFactory(parent=InstitutionFactory(parent=office))


@pytest.fixture
def speakers(office, agency):
    paper = started(OfficerFactory(), addressed(1, body=office))
    return Speakers.of(paper)


def test_a_publisher_speaks_for_itself_and_for_what_stands_above(
    speakers, office, government
):
    for body in (office, government):
        assert speakers.why_not(AddresseeFactory(institution=body)) == ""


def test_a_publisher_speaks_for_what_it_leads_on_or_has_taken_over(speakers, office):
    led = AddresseeFactory()
    led.ordered_leads.create(institution=office, order=1)

    assert speakers.why_not(led) == ""
    assert speakers.why_not(AddresseeFactory(passed_to=office)) == ""


def test_for_a_body_below_it_a_publisher_only_may_speak(speakers, agency):
    assert speakers.why_not(AddresseeFactory(institution=agency)) == ABOVE


def test_for_any_other_body_it_does_not(speakers):
    assert speakers.why_not(AddresseeFactory()) == NOT_THEIRS


def test_what_a_document_has_recorded_is_known_until_it_is_withdrawn():
    addressee = addressed(1)[0]
    held = DocumentFactory()
    response = ResponseFactory(addressee=addressee, document=held)
    paper = started(OfficerFactory(), [addressee], about=about(document=held))
    assert recorded_in(paper) == {addressee.pk}

    response.status, response.withdrawn_reason = "withdrawn", "It was wrong."
    response.withdrawn_at = response.recorded_at
    response.save()
    assert recorded_in(paper) == set()
