"""What officers type and paste, as the forms understand it."""

from datetime import date

import pytest

from responses.forms import ResponseForm
from responses.forms.responses import documents_near
from responses.forms.said import bodies_near
from responses.forms.text import PassageField, WebAddressField
from tests.recommendations.factories import (
    AddresseeFactory,
    InstitutionFactory,
    SuccessionFactory,
)
from tests.responses.factories import DocumentFactory, ResponseFactory


def test_a_text_that_is_too_long_is_told_by_how_much():
    field = PassageField(max_length=5)

    with pytest.raises(Exception, match="Use 5 characters or fewer: this has 6"):
        field.clean("123456")


def test_an_address_without_a_scheme_is_read_as_https():
    assert WebAddressField().clean("www.gov.uk/x") == "https://www.gov.uk/x"


@pytest.mark.django_db
def test_bodies_near_are_it_its_leads_parent_successors_and_heir():
    parent = InstitutionFactory()
    body = InstitutionFactory(parent=parent)
    heir, lead = InstitutionFactory(), InstitutionFactory()
    successor = SuccessionFactory(predecessor=body).successor
    addressee = AddresseeFactory(institution=body, passed_to=heir)
    addressee.ordered_leads.create(institution=lead, order=1)
    InstitutionFactory()

    assert set(bodies_near(addressee)) == {body, parent, heir, lead, successor}


@pytest.mark.django_db
def test_documents_near_answer_the_same_report_or_come_from_the_same_body():
    addressee = AddresseeFactory()
    same_report = ResponseFactory(
        addressee__recommendation__report=addressee.recommendation.report
    ).document
    same_body = DocumentFactory()
    same_body.publishers.add(addressee.institution, through_defaults={"order": 1})
    same_url = DocumentFactory(url="https://example.org/this")
    DocumentFactory()

    found = documents_near(addressee, "https://example.org/this")

    assert set(found) == {same_report, same_body, same_url}


@pytest.mark.django_db
def test_the_addressee_answers_for_itself_unless_said_otherwise():
    addressee = AddresseeFactory()

    form = ResponseForm(addressee=addressee, on=date(2026, 11, 21))

    assert form["answerers"].value() == [addressee.institution_id]


@pytest.mark.django_db
def test_every_copy_of_a_form_has_a_token_of_its_own():
    addressee = AddresseeFactory()
    forms = [ResponseForm(addressee=addressee, on=date(2026, 11, 21)) for _ in "ab"]

    assert len({form["submission"].value() for form in forms}) == 2


@pytest.mark.django_db
def test_what_was_filled_in_is_told_as_the_form_shows_it():
    addressee = AddresseeFactory(institution__name="Home Office")
    typed = {
        "kind": "substantive",
        "position": "accepted_in_part",
        "title": "Government response",
        "published": "2020-11",
        "url": "https://example.org/response",
        "summary": "Some of it.",
        "answerers": [addressee.institution_id],
        "version": 0,
        "submission": "0b8d7b8e-7b0c-4d0c-9a43-1f0d3f6a2b11",
    }
    form = ResponseForm(typed, addressee=addressee, on=date(2026, 11, 21))

    assert form.is_valid()
    assert form.said == [
        ("What kind of response is it?", "Substantive response"),
        ("What position does it take?", "Accepted in part"),
        ("Title of the new document", "Government response"),
        ("Date published", "November 2020"),
        ("Web address of the new document", "https://example.org/response"),
        ("What does it say?", "Some of it."),
        ("Who answers?", "Home Office"),
    ]
    assert form.rests_on == ["https://example.org/response"]
