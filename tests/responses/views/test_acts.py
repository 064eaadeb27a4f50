"""Each form saves once, and says how things stand then."""

import pytest

from recommendations.models import Check, Extension
from recommendations.partial_dates import PartialDate
from responses.models import Response
from responses.services import set_expected
from tests.responses.acts import act_on
from tests.responses.factories import (
    DocumentFactory,
    ResponseFactory,
)
from tests.responses.views.pages import (
    ANSWER,
    EXTENSION,
    address,
    answered,
    text,
    typed,
)

pytestmark = pytest.mark.django_db


def test_recording_a_response_says_what_the_timeliness_is_now(client, addressee):
    page = client.post(
        address(addressee, "record-response"), answered(addressee), follow=True
    )

    assert page.redirect_chain == [(address(addressee), 302)]
    assert "Recorded. Archbishops' Council now: Answered late, by 59 days" in text(page)
    assert Response.objects.get().ordered_answerers.get().institution == (
        addressee.institution
    )


def test_a_check_is_recorded_as_of_today(client, addressee):
    url = address(addressee, "record-check")

    page = client.post(url, typed(addressee, {"looked_at": "Its pages"}), follow=True)

    assert "last checked 21 November 2026" in text(page)
    assert str(Check.objects.get().checked_on) == "2026-11-21"


def test_an_extension_is_recorded(client, addressee):
    url = address(addressee, "grant-extension")

    client.post(url, typed(addressee, EXTENSION))

    assert Extension.objects.get().due == PartialDate(2020, 12, 12)


def test_an_expected_date_is_set_and_cleared(client, addressee):
    url = address(addressee, "set-expected")
    said = {"expected": "May 2027", "source_url": "https://example.org/news"}

    client.post(url, typed(addressee, said))
    addressee.refresh_from_db()
    assert addressee.expected == PartialDate(2027, 5)
    assert "May 2027" in client.get(url).content.decode()

    client.post(url, typed(addressee, {"expected": "", "source_url": ""}))
    addressee.refresh_from_db()
    assert addressee.expected is None


def test_a_response_is_withdrawn_with_a_reason(client, addressee):
    response = ResponseFactory(addressee=addressee)
    url = address(addressee, "withdraw-response", response=response.pk)
    said = typed(addressee, {"reason": "It answers another report."})

    first = client.post(url, said, follow=True)
    second = client.post(url, said, follow=True)

    assert "No response recorded" in text(first)
    assert first.redirect_chain == second.redirect_chain
    response.refresh_from_db()
    assert response.withdrawn_reason == "It answers another report."


def test_a_response_of_another_addressee_is_not_withdrawn_through_mine(
    client, addressee
):
    other = ResponseFactory()
    url = address(addressee, "withdraw-response", response=other.pk)

    assert client.post(url, typed(addressee, {"reason": "x"})).status_code == 404


def test_a_double_click_gives_one_row_and_the_same_page(client, addressee):
    url, said = address(addressee, "record-response"), answered(addressee)

    first, second = (client.post(url, said, follow=True) for _ in range(2))

    assert first.redirect_chain == second.redirect_chain
    assert "Recorded." in text(second)
    assert Response.objects.count() == 1


def test_going_back_to_type_something_else_is_another_act(client, addressee):
    url, said = address(addressee, "record-response"), answered(addressee)
    client.post(url, said)

    page = client.post(url, said | {"summary": "Something else altogether"})

    assert page.status_code == 409
    assert "Something else altogether" in text(page)
    assert Response.objects.get().summary == said["summary"]


def test_a_source_that_nobody_vouched_for_is_not_called_primary(client, addressee):
    url = address(addressee, "record-response")

    client.post(url, answered(addressee))
    recorded = Response.objects.get()

    assert (recorded.confidence, recorded.document.confidence) == (
        "secondary",
        "secondary",
    )


def test_the_second_of_two_officers_sees_both_texts_and_decides(client, addressee):
    url = address(addressee, "record-response")
    said = answered(addressee, summary="What I typed")
    first = act_on(addressee)
    source = "https://example.org/news"
    set_expected(first, expected=PartialDate(2027, 5), source_url=source)

    page = client.post(url, said)

    assert page.status_code == 409
    assert first.by.email in text(page)
    assert "Expected: May 2027" in text(page)
    assert "What I typed" in page.content.decode()
    assert not Response.objects.exists()

    version = page.context["form"]["version"].value()
    again = client.post(url, said | {"version": version})
    assert again.status_code == 302
    assert Response.objects.get().summary == "What I typed"


def test_a_document_the_register_holds_is_chosen_from_the_list(client, addressee):
    held = DocumentFactory()
    held.publishers.add(addressee.institution, through_defaults={"order": 1})
    far = DocumentFactory()
    blank = {"title": "", "published": "", "url": ""}
    url = address(addressee, "record-response")

    refused = client.post(url, answered(addressee, document=far.pk, **blank))
    assert refused.context["form"].errors["document"]

    client.post(url, answered(addressee, document=held.pk, **blank))
    assert Response.objects.get().document == held


def test_a_document_is_chosen_or_described_not_both(client, addressee):
    held = DocumentFactory()
    held.publishers.add(addressee.institution, through_defaults={"order": 1})

    page = client.post(
        address(addressee, "record-response"), answered(addressee, document=held.pk)
    )

    assert "not both" in text(page)


def test_a_new_document_that_is_held_already_is_offered_in_the_list(client, addressee):
    held = DocumentFactory(title="Held", url=ANSWER["url"])

    page = client.post(address(addressee, "record-response"), answered(addressee))

    assert "The register holds this document as “Held”" in text(page)
    assert f'value="{held.pk}"' in page.content.decode()
