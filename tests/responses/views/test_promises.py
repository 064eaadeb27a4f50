"""Promises at the desk: recorded, corrected, assessed, taken back."""

import pytest
from django.urls import reverse

from recommendations.partial_dates import PartialDate
from responses.models import Promise, PromiseAssessment
from tests.responses.factories import (
    PromiseAssessmentFactory,
    PromiseFactory,
    ResponseFactory,
)
from tests.responses.views.pages import address, text, typed

pytestmark = pytest.mark.django_db
SAID = {
    "outcome": "kept",
    "by": "inquiry",
    "assessor": "The Inquiry",
    "assessed": "December 2021",
    "source_url": "https://example.org/plan",
}


@pytest.fixture
def response(addressee):
    response = ResponseFactory(
        addressee=addressee, summary="It will consult by spring 2021, then act soon."
    )
    addressee.refresh_from_db()
    return response


@pytest.fixture
def promise(response):
    return PromiseFactory(response=response, due=PartialDate(2021))


def page_of(promise, name):
    return address(promise.response.addressee, name, promise=promise.pk)


def test_promises_are_recorded_one_after_another(client, addressee, response):
    url = address(addressee, "record-promise", response=response.pk)

    first = client.post(
        url, typed(addressee, {"text": "Consults.", "due": "2021", "another": "1"})
    )
    addressee.refresh_from_db()
    second = client.post(url, typed(addressee, {"text": "Acts\n soon.", "due": ""}))

    assert (first.url, second.url) == (url, address(addressee))
    assert [(each.text, each.due) for each in Promise.objects.order_by("pk")] == [
        ("Consults.", PartialDate(2021)),
        ("Acts soon.", None),
    ]


def test_what_the_summary_seems_to_promise_fills_in_the_form(
    client, addressee, response
):
    url = address(addressee, "record-promise", response=response.pk)

    (proposed,) = client.get(url).context["commitments"]
    form = client.get(url, {"text": proposed.excerpt, "due": "2021"}).context["form"]

    assert proposed.due == PartialDate(2021)
    assert form["text"].value() == response.summary
    assert form["due"].value() == "2021"


def test_what_is_recorded_is_not_proposed_again(client, addressee, response):
    PromiseFactory(response=response, text=response.summary)

    page = client.get(address(addressee, "record-promise", response=response.pk))

    assert page.context["commitments"] == []


def test_promises_are_found_in_a_text_that_is_pasted_and_not_kept(
    client, addressee, response
):
    url = address(addressee, "find-promises", response=response.pk)
    passage = "It accepts this. It will legislate by May 2022."

    page = client.post(url, {"passage": passage})

    assert [each.due for each in page.context["commitments"]] == [PartialDate(2022, 5)]
    form = address(addressee, "record-promise", response=response.pk)
    assert f"{form}?text=It%20will%20legislate" in page.content.decode()
    assert not Promise.objects.exists()


@pytest.mark.parametrize(
    ("passage", "said"),
    [
        ("", "Paste the text in which to look."),
        ("\0", "Paste the text in which to look."),
        ("x" * 50_001, "Use 50000 characters or fewer: this has 50001."),
        ("It accepts this.", "Record what it promises by hand."),
        ("It will act by 2021 " * 2_500, "Found by its wording: 1"),
    ],
    ids=["blank", "unseen", "too long", "no promise", "no full stop"],
)
def test_an_odd_text_is_answered_with_the_page(
    client, addressee, response, passage, said
):
    url = address(addressee, "find-promises", response=response.pk)

    assert said in text(client.post(url, {"passage": passage}))


def test_a_promise_is_corrected(client, addressee, promise):
    url = page_of(promise, "correct-promise")
    assert client.get(url).context["form"]["due"].value() == "2021"

    client.post(url, typed(addressee, {"text": "Consults widely.", "due": "May 2021"}))

    promise.refresh_from_db()
    assert (promise.text, str(promise.due)) == ("Consults widely.", "2021-05")


def test_what_became_of_it_is_recorded_as_somebodys_word(client, addressee, promise):
    client.post(page_of(promise, "assess-promise"), typed(addressee, SAID))

    word = PromiseAssessment.objects.get()
    assert (word.outcome, word.assessed) == ("kept", PartialDate(2021, 12))
    assert "Kept, says The Inquiry, December 2021" in text(
        client.get(address(addressee))
    )


def test_a_promise_is_withdrawn_and_readers_see_why(client, addressee, promise):
    url = page_of(promise, "withdraw-promise")
    assert "Enter why it is withdrawn." in text(
        client.post(url, typed(addressee, {"reason": ""}))
    )

    client.post(url, typed(addressee, {"reason": "It promises no such thing."}))

    public = text(client.get(addressee.recommendation.get_absolute_url()))
    assert "Withdrawn from this register on 21 November 2026" in public
    assert "It promises no such thing." in public
    assert promise.text not in public


def test_an_assessment_is_withdrawn_and_counts_for_nothing(client, addressee, promise):
    word = PromiseAssessmentFactory(promise=promise)
    url = address(addressee, "withdraw-assessment", assessment=word.pk)

    client.post(url, typed(addressee, {"reason": "It said no such thing."}))

    public = text(client.get(addressee.recommendation.get_absolute_url()))
    assert "Date passed, not yet checked" in public
    assert "It said no such thing." in public


@pytest.mark.parametrize(
    "odd",
    [
        {"text": ""},
        {"text": "\0"},
        {"text": "x" * 501},
        {"due": "31 February 2022"},
        {"due": "soon"},
        {"due": "2019"},
        {"paragraphs": "x" * 61},
    ],
    ids=lambda odd: str(odd)[:30],
)
def test_an_odd_promise_is_answered_with_the_page(client, addressee, response, odd):
    url = address(addressee, "record-promise", response=response.pk)
    fields = {"text": "Consults.", "due": "2021"} | odd

    page = client.post(url, typed(addressee, fields))

    assert page.status_code == 200
    assert page.context["form"].errors
    assert not Promise.objects.exists()


@pytest.mark.parametrize(
    "odd",
    [
        {"outcome": "broken"},
        {"by": ""},
        {"assessor": ""},
        {"assessed": ""},
        {"assessed": "2099"},
        {"source_url": "javascript:alert(1)"},
        {"source_url": ""},
    ],
    ids=str,
)
def test_an_assessment_without_its_evidence_is_not_saved(
    client, addressee, promise, odd
):
    page = client.post(page_of(promise, "assess-promise"), typed(addressee, SAID | odd))

    assert page.status_code == 200
    assert page.context["form"].errors
    assert not PromiseAssessment.objects.exists()


@pytest.mark.parametrize(
    "name", ["correct-promise", "assess-promise", "withdraw-promise"]
)
def test_a_promise_to_another_addressee_is_not_reached_through_mine(
    client, addressee, name
):
    other = PromiseFactory()

    assert client.get(address(addressee, name, promise=other.pk)).status_code == 404
    assert client.get(page_of(other, name)).status_code == 403


def test_a_draft_promises_nothing_yet(client, addressee):
    draft = ResponseFactory(addressee=addressee, status="draft")
    url = address(addressee, "record-promise", response=draft.pk)

    assert client.get(url).status_code == 404


def test_odd_proposals_in_an_address_do_no_harm(client, addressee, response):
    url = address(addressee, "record-promise", response=response.pk)

    page = client.get(url, {"text": "<b>\0" + "x" * 9000, "due": "\0never"})

    assert page.status_code == 200
    assert "<b>" not in page.content.decode().split("<form", 2)[-1]


def test_the_public_reads_a_date_that_passed_as_not_yet_checked(client, promise):
    client.logout()
    url = promise.response.addressee.recommendation.get_absolute_url()

    assert "By 2021. Date passed, not yet checked" in text(client.get(url))
    earlier = text(client.get(url, {"as_at": "2021-12-31"}))
    assert "By 2021. Date still to come" in earlier
    assert promise.text not in text(client.get(url, {"as_at": "2020-11-09"}))


def test_an_assessment_dated_later_is_not_there_as_at_a_day_before(client, promise):
    PromiseAssessmentFactory(promise=promise, assessed=PartialDate(2022, 4))
    url = promise.response.addressee.recommendation.get_absolute_url()

    assert "Kept, says Home Office" in text(client.get(url, {"as_at": "2022-04-30"}))
    assert "Kept, says" not in text(client.get(url, {"as_at": "2022-04-29"}))


def test_a_page_takes_as_many_queries_for_many_promises_as_for_one(
    client, promise, django_assert_max_num_queries
):
    for _ in range(8):
        PromiseAssessmentFactory(promise__response=promise.response)
    url = promise.response.addressee.recommendation.get_absolute_url()

    with django_assert_max_num_queries(25):
        client.get(url)
    with django_assert_max_num_queries(45):
        client.get(address(promise.response.addressee))


def test_an_institution_counts_its_promises_and_leads_to_them(client, promise):
    body = promise.response.addressee.institution
    url = reverse("responses:institution-promises", args=[body.slug])

    page = client.get(reverse("recommendations:institution", args=[body.slug]))

    assert "1 promise in these responses" in text(page)
    assert url in page.content.decode()
    assert promise.text in text(client.get(url))
