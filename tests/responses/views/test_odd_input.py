"""What officers mistype, and what mischief-makers try."""

import pytest
from django.utils import timezone

from recommendations.models import Extension
from responses.models import Document, Response
from tests.recommendations.factories import (
    AddresseeFactory,
)
from tests.responses.factories import (
    OfficerFactory,
)
from tests.responses.views.pages import EXTENSION, address, answered, text, typed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("published", ["11 March 2020", "2099"])
def test_an_unlikely_date_is_confirmed_before_it_is_saved(client, addressee, published):
    url = address(addressee, "record-response")
    said = answered(addressee, published=published)

    page = client.post(url, said)
    assert "The date is right" in text(page)
    assert page.context["form"].errors["published"]
    assert not Response.objects.exists()

    client.post(url, said | {"date_is_right": "on"})
    assert Response.objects.exists()


def test_an_extension_that_shortens_is_confirmed_before_it_is_saved(client, addressee):
    url = address(addressee, "grant-extension")
    said = typed(addressee, EXTENSION, due="1 September 2020")

    assert "The date is right" in text(client.post(url, said))
    client.post(url, said | {"date_is_right": "on"})
    assert Extension.objects.exists()


def test_what_is_missing_is_named_and_what_was_typed_is_kept(client, addressee):
    said = answered(addressee, published="10 November", summary="", title="A <b>title")

    page = client.post(address(addressee, "record-response"), said)

    assert page.status_code == 200
    assert "<title>Error:" in page.content.decode()
    assert "There is a problem" in text(page)
    assert "The date must include a year" in text(page)
    assert "A &lt;b&gt;title" in page.content.decode()
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    "odd",
    [
        {"kind": "draft"},
        {"position": "';drop table"},
        {"document": "999999"},
        {"document": "x"},
        {"answerers": ["999999"]},
        {"answerers": ["x\0"]},
        {"answerers": []},
        {"other_answerer": "\0"},
        {"publisher": "x"},
        {"published": "\0"},
        {"published": "30 February 2020"},
        {"url": "javascript:alert(1)"},
        {"url": "ftp://example.org/"},
        {"url": "https://example.org/" + "x" * 500},
        {"source_url": "data:text/html,x"},
        {"title": "x" * 301},
        {"paragraphs": "x" * 61},
        {"summary": "x" * 1_000_000},
        {"summary": "\0"},
        {"version": ""},
        {"version": "-1"},
        {"version": "9" * 30},
        {"version": "\0"},
        {"submission": "x"},
        {"submission": ""},
    ],
    ids=lambda odd: str(odd)[:40],
)
def test_odd_input_is_answered_with_the_page_and_saves_nothing(client, addressee, odd):
    page = client.post(address(addressee, "record-response"), answered(addressee) | odd)

    assert page.status_code == 200
    assert page.context["form"].errors
    assert not Response.objects.exists()
    for word in ("invalid", "please", "sorry", "required"):
        assert word not in str(page.context["form"].errors).lower()


def test_what_cannot_be_seen_is_left_out_of_what_is_saved(client, addressee):
    said = answered(addressee, summary="Ac\0cepts\u202e it.\r\nAll of it.")

    client.post(address(addressee, "record-response"), said)

    assert Response.objects.get().summary == "Accepts it.\nAll of it."


def test_nothing_is_taken_from_a_form_that_it_does_not_ask_for(client, addressee):
    other = AddresseeFactory()
    smuggled = {
        "addressee": other.pk,
        "addressee_id": other.pk,
        "institution": other.institution_id,
        "status": "draft",
        "recorded_by": OfficerFactory().pk,
        "recorded_at": "2020-01-01T09:00Z",
        "answered_earliest": "2020-01-01",
    }

    client.post(address(addressee, "record-response"), answered(addressee) | smuggled)

    recorded = Response.objects.get()
    assert recorded.addressee == addressee
    assert (recorded.status, recorded.recorded_at.year) == (
        "published",
        timezone.now().year,
    )
    assert recorded.recorded_by.email != OfficerFactory().email


@pytest.mark.parametrize(
    "odd",
    [
        {"due": "2099"},
        {"granted": "1 May 2019"},
        {"granted": "1 May 2030", "due": "1 June 2021"},
    ],
)
def test_an_unlikely_extension_is_confirmed_before_it_is_saved(client, addressee, odd):
    url = address(addressee, "grant-extension")
    said = typed(addressee, EXTENSION | odd)

    assert "The date is right" in text(client.post(url, said))
    assert not Extension.objects.exists()

    client.post(url, said | {"date_is_right": "on"})
    assert Extension.objects.exists()


@pytest.mark.parametrize("expected", ["1 May 2019", "2099"])
def test_an_unlikely_expected_date_is_confirmed_before_it_is_saved(
    client, addressee, expected
):
    url = address(addressee, "set-expected")
    said = typed(
        addressee, {"expected": expected, "source_url": "https://example.org/"}
    )

    assert "The date is right" in text(client.post(url, said))
    addressee.refresh_from_db()
    assert addressee.expected is None

    client.post(url, said | {"date_is_right": "on"})
    addressee.refresh_from_db()
    assert addressee.expected is not None


@pytest.mark.parametrize("year", ["1000", "9999"])
def test_a_year_out_of_all_likelihood_is_refused(client, addressee, year):
    page = client.post(
        address(addressee, "grant-extension"),
        typed(addressee, EXTENSION | {"due": year}),
    )

    assert "is the year right?" in text(page)
    assert not Extension.objects.exists()


def test_a_text_of_which_nothing_is_seen_is_no_text(client, addressee):
    unseen = "\N{ZERO WIDTH SPACE}\N{ZERO WIDTH JOINER}"
    client.post(
        address(addressee, "record-response"), answered(addressee, summary=unseen)
    )

    assert not Response.objects.exists()
