"""Correcting and taking back at the desk, and what the public reads of it."""

import pytest

from recommendations.models import Check, Extension
from recommendations.partial_dates import PartialDate
from responses.services import correct_response, set_expected
from tests.recommendations.factories import AddresseeFactory, InquiryFactory
from tests.responses.acts import act_on, correction
from tests.responses.factories import ResponseFactory
from tests.responses.views.pages import EXTENSION, address, as_sent, text, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def response(addressee):
    made = ResponseFactory(addressee=addressee, position="accepted")
    made.ordered_answerers.create(institution=addressee.institution, order=1)
    return made


def of(response, name):
    return address(response.addressee, name, response=response.pk)


def test_the_form_shows_what_is_recorded_and_a_correction_is_public(client, response):
    url = of(response, "correct-response")
    opened = client.get(url)
    said = as_sent(opened, summary="Rejects it.", reason="We misread it.")

    page = client.post(url, said, follow=True)
    public = client.get(response.addressee.recommendation.get_absolute_url())

    assert "Accepts the recommendation." in opened.text
    assert "Recorded." in text(page)
    assert "Rejects it." in text(public)


def test_a_reason_is_asked_for(client, response):
    url = of(response, "correct-response")

    page = client.post(url, as_sent(client.get(url), summary="Else"))

    assert "Enter why it is corrected." in text(page)


def test_a_correction_of_nothing_says_so(client, response):
    url = of(response, "correct-response")

    page = client.post(url, as_sent(client.get(url), reason="None"))

    assert "Nothing here differs from what is recorded" in text(page)


def test_both_texts_of_a_field_are_shown_and_the_unchanged_ones_are_not(
    client, response
):
    url = of(response, "correct-response")
    mine = as_sent(client.get(url), summary="What I typed", reason="Mine")
    theirs = correction(response, summary="What they saved", position="rejected")
    correct_response(act_on(response.addressee), response, theirs, reason="Theirs")

    page = client.post(url, mine)

    assert page.status_code == 409
    form = page.context["form"]
    clashes = {
        field.name: field.clash for field in form if getattr(field, "clash", None)
    }
    assert clashes.keys() == {"summary", "position"}
    assert clashes["summary"].now == "What they saved"
    assert clashes["summary"].typed == "What I typed"
    assert (clashes["position"].now, clashes["position"].typed) == ("Rejected", "")


def test_saving_after_a_conflict_undoes_nothing_that_was_not_touched(client, response):
    url = of(response, "correct-response")
    mine = as_sent(client.get(url), summary="What I typed", reason="Mine")
    theirs = correction(response, position="rejected", paragraphs="3")
    correct_response(act_on(response.addressee), response, theirs, reason="Theirs")

    page = client.post(url, mine)
    client.post(url, as_sent(page))

    response.refresh_from_db()
    assert (response.summary, response.position, response.paragraphs) == (
        "What I typed",
        "rejected",
        "3",
    )


def test_the_expected_date_shows_both_texts_as_well(client, addressee):
    url = address(addressee, "set-expected")
    source = "https://example.org/news"
    mine = as_sent(client.get(url), expected="June 2027", source_url=source)
    set_expected(act_on(addressee), expected=PartialDate(2027, 5), source_url=source)

    page = client.post(url, mine)

    assert page.status_code == 409
    assert "In the record now May 2027 What you entered June 2027" in text(page)


def test_a_documents_effect_is_shown_before_it_is_saved(client, officer, response):
    other = ResponseFactory(document=response.document)
    officer.institutions.add(other.addressee.institution)
    url = of(response, "correct-document")
    said = as_sent(client.get(url), published="1 September 2020", reason="Misdated.")

    seen = client.post(url, said | {"step": "continue"})
    response.document.refresh_from_db()
    assert "Nothing has been saved yet" in text(seen)
    assert "answers 2 on time" in text(seen)
    assert response.document.published == PartialDate(2020, 11, 10)

    page = client.post(url, as_sent(seen), follow=True)
    response.document.refresh_from_db()
    assert "now: Answered on time" in text(page)
    assert response.document.published == PartialDate(2020, 9, 1)


def test_a_document_that_answers_where_review_is_asked_for_is_sent(
    client, officer, response
):
    covid = InquiryFactory(slug="covid", asks_for_review=True)
    asking = AddresseeFactory(recommendation__report__inquiry=covid)
    ResponseFactory(document=response.document, addressee=asking)
    officer.institutions.add(asking.institution)
    url = of(response, "correct-document")

    said = as_sent(client.get(url), title="Another title", reason="Misnamed.")
    page = client.post(url, said, follow=True)

    assert "Sent for review." in text(page)
    response.document.refresh_from_db()
    assert response.document.title != "Another title"


def test_an_unlikely_date_of_a_document_is_confirmed_and_its_effect_shown(
    client, response
):
    url = of(response, "correct-document")
    said = as_sent(client.get(url), published="2019", reason="Misdated.")

    doubted = client.post(url, said | {"step": "continue"})
    assert "The date is right" in text(doubted)
    seen = client.post(url, as_sent(doubted, date_is_right="on", step="continue"))
    assert "Nothing has been saved yet" in text(seen)
    client.post(url, as_sent(seen, date_is_right="on"))

    response.document.refresh_from_db()
    assert response.document.published == PartialDate(2019)


def test_a_document_that_answers_for_others_is_refused(client, response):
    ResponseFactory(document=response.document, addressee__institution__name="Ofcom")
    url = of(response, "correct-document")

    page = client.post(url, as_sent(client.get(url), title="Mine", reason="Mine"))

    assert page.status_code == 403
    assert "Ofcom" in text(page)


@pytest.mark.parametrize("name", ["correct-response", "correct-document"])
def test_a_response_of_another_addressee_is_not_corrected_through_mine(
    client, addressee, name
):
    other = ResponseFactory()

    assert client.get(address(addressee, name, response=other.pk)).status_code == 404


@pytest.mark.parametrize("name", ["correct-response", "correct-document"])
def test_what_a_draft_says_is_not_corrected(client, addressee, name):
    draft = ResponseFactory(addressee=addressee, status="draft")

    assert client.get(address(addressee, name, response=draft.pk)).status_code == 404


def test_an_extension_is_withdrawn_and_stays_to_be_read(client, addressee):
    client.post(address(addressee, "grant-extension"), typed(addressee, EXTENSION))
    addressee.refresh_from_db()
    extension = Extension.objects.get()
    url = address(addressee, "withdraw-extension", extension=extension.pk)

    page = client.post(
        url, typed(addressee, {"reason": "Another body's."}), follow=True
    )
    public = client.get(addressee.recommendation.get_absolute_url())

    for shown in (page, public):
        assert "Another body's." in text(shown)
    assert "Due 12 September 2020" in text(public)


def test_a_check_is_withdrawn_and_is_seen_at_the_desk_alone(client, addressee):
    client.post(
        address(addressee, "record-check"), typed(addressee, {"looked_at": "Its pages"})
    )
    addressee.refresh_from_db()
    check = Check.objects.get()
    url = address(addressee, "withdraw-check", check=check.pk)

    page = client.post(
        url, typed(addressee, {"reason": "The wrong pages."}), follow=True
    )
    public = client.get(addressee.recommendation.get_absolute_url())

    assert "The wrong pages." in text(page)
    assert "Its pages" not in text(public)
    assert "not yet checked" in text(public)


@pytest.mark.parametrize("kind", ["extension", "check"])
def test_what_is_withdrawn_is_the_addressees_own(client, addressee, kind):
    url = address(addressee, f"withdraw-{kind}", **{kind: 999})

    assert client.post(url, typed(addressee, {"reason": "x"})).status_code == 404
