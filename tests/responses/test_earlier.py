"""What a response said before it was corrected."""

import pghistory
import pytest

from recommendations.partial_dates import PartialDate
from responses.earlier import BY_A_LOAD, corrections_of
from responses.models import Response
from responses.services import (
    DocumentCorrection,
    correct_document,
    correct_response,
    record_response,
    withdraw_response,
)
from tests.recommendations.factories import AddresseeFactory, InstitutionFactory
from tests.responses.acts import act_on, answer, correction

# Each act is a transaction of its own, and so has an instant of its own.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def response():
    addressee = AddresseeFactory()
    said = answer(summary="Accepts it.", answerers=[addressee.institution])
    made = record_response(act_on(addressee), said)
    addressee.refresh_from_db()
    made.addressee = addressee
    return made


def earlier(response):
    found = corrections_of(response.addressee.recommendation)
    return [
        (each.reason, {field.name: field.before for field in each.earlier})
        for each in found.get(response.pk, [])
    ]


def correct(response, reason="The paper says otherwise.", **changes):
    response.addressee.refresh_from_db()
    said = correction(response, **changes)
    correct_response(act_on(response.addressee), response, said, reason=reason)


def test_each_correction_keeps_what_was_said_before_and_why(response):
    correct(response, "Misread.", summary="Rejects it.", position="rejected")
    response.refresh_from_db()
    correct(response, "Misread again.", summary="Notes it.")

    assert earlier(response) == [
        ("Misread.", {"Position": "Accepted", "Summary": "Accepts it."}),
        ("Misread again.", {"Summary": "Rejects it."}),
    ]


def test_who_was_said_to_answer_stays_to_be_read(response):
    body = response.addressee.institution

    correct(response, answerers=[InstitutionFactory()])

    ((_, fields),) = earlier(response)
    assert fields == {"Answered by": str(body)}


def test_a_correction_of_its_document_is_one_of_the_response(response):
    response.addressee.refresh_from_db()
    new = DocumentCorrection(
        title="The response", published=PartialDate(2020, 11), url="https://e.org/"
    )

    act = act_on(response.addressee)
    correct_document(act, response.document, new, reason="No day is given.")

    ((reason, fields),) = earlier(response)
    assert reason == "No day is given."
    assert fields["Document: Published"] == "10 November 2020"


def test_recording_and_withdrawing_are_no_corrections(response):
    withdraw_response(act_on(response.addressee), response, reason="Another report's.")

    assert earlier(response) == []


def test_what_a_draft_said_before_is_nobodys_business(response):
    Response.objects.update(status="draft")
    Response.objects.update(summary="A first thought")
    Response.objects.update(summary="A second thought")
    Response.objects.update(status="published")

    assert "A first thought" not in str(earlier(response))


def test_a_change_by_a_load_says_that_it_was_one(response):
    with pghistory.context(by="load_register"):
        Response.objects.update(summary="As the file has it")

    ((reason, _),) = earlier(response)
    assert reason == BY_A_LOAD


def test_any_number_of_corrections_takes_a_handful_of_queries(
    response, django_assert_max_num_queries
):
    for number in range(3):
        response.refresh_from_db()
        correct(response, summary=f"Version {number}")

    with django_assert_max_num_queries(8):
        corrections_of(response.addressee.recommendation)
