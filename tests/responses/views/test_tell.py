"""Anybody says that something is wrong."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from responses.correction_requests import PER_SENDER
from responses.models import CorrectionRequest
from tests.recommendations.factories import (
    AddresseeFactory,
    InstitutionFactory,
    ReportFactory,
)
from tests.responses.factories import ResponseFactory
from tests.responses.views.pages import as_sent, text

pytestmark = pytest.mark.django_db
SAID = {"what_is_wrong": "It was answered in October."}


def where(addressee, **more):
    recommendation = addressee.recommendation
    address = {
        "inquiry": recommendation.report.inquiry.slug,
        "report": recommendation.report.slug,
        "reference": recommendation.reference,
        "institution": addressee.institution.slug,
    }
    name = "tell-of-response" if more else "tell-of-addressee"
    return reverse(f"responses:{name}", kwargs=address | more)


@pytest.fixture
def addressee():
    return AddresseeFactory(institution__name="Ofcom")


def test_a_recommendations_page_leads_to_the_form_and_sets_no_cookie(client):
    response = ResponseFactory()

    page = client.get(response.addressee.recommendation.get_absolute_url())

    assert f'href="{where(response.addressee)}"' in page.text
    assert f'href="{where(response.addressee, response=response.pk)}"' in page.text
    assert not page.cookies


@pytest.mark.parametrize(
    ("factory", "name"),
    [(InstitutionFactory, "tell-of-body"), (ReportFactory, "tell-of-report")],
)
def test_the_pages_of_bodies_and_reports_lead_to_it_as_well(client, factory, name):
    about = factory()
    slugs = {"slug": about.slug}
    if name == "tell-of-report":
        slugs["inquiry"] = about.inquiry.slug
    url = reverse(f"responses:{name}", kwargs=slugs)

    assert f'href="{url}"' in client.get(about.get_absolute_url()).text
    client.post(url, SAID)

    assert CorrectionRequest.objects.get().about == about


def test_what_is_said_is_kept_cleaned_and_in_the_queue(client, addressee):
    url = where(addressee)
    said = as_sent(
        client.get(url),
        what_is_wrong="It was \x07answered\u202e.\r\nIn October.",
        source_url="example.org/paper",
        email="reader@example.org",
    )

    page = client.post(url, said, follow=True)

    held = CorrectionRequest.objects.get()
    assert "An officer will look at it." in text(page)
    assert held.what_is_wrong == "It was answered.\nIn October."
    assert held.source_url == "https://example.org/paper"
    assert (held.addressee, held.email) == (addressee, "reader@example.org")


def test_a_response_is_named_with_its_addressee(client):
    response = ResponseFactory()

    client.post(where(response.addressee, response=response.pk), SAID)

    held = CorrectionRequest.objects.get()
    assert (held.response, held.addressee) == (response, response.addressee)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"what_is_wrong": ""}, "Enter what is wrong."),
        ({"what_is_wrong": "x" * 2001}, "Use 2000 characters or fewer"),
        ({"email": "nobody"}, "Enter an e-mail address such as"),
        ({"email": "a@example.org\nBcc: b@example.org"}, "Enter an e-mail address"),
        ({"source_url": "javascript:alert(1)"}, "Enter a web address such as"),
    ],
)
def test_what_cannot_be_taken_says_what_to_do(client, addressee, typed, message):
    page = client.post(where(addressee), SAID | typed)

    assert page.status_code == 200
    assert message in text(page)
    assert not CorrectionRequest.objects.exists()


def test_a_machine_that_fills_in_everything_is_told_the_same_and_kept_out(
    client, addressee
):
    page = client.post(where(addressee), SAID | {"website": "x"}, follow=True)

    assert "An officer will look at it." in text(page)
    assert not CorrectionRequest.objects.exists()


@pytest.mark.parametrize("is_cache_away", [False, True])
def test_too_many_are_asked_to_wait_and_lose_nothing_typed(
    client, addressee, is_cache_away, settings
):
    if is_cache_away:
        settings.CACHES["default"]["LOCATION"] = "redis://127.0.0.1:1/0"
        cache.clear()
    for _ in range(PER_SENDER[0][0]):
        client.post(where(addressee), SAID)

    page = client.post(where(addressee), SAID | {"what_is_wrong": "One more"})

    assert page.status_code == 429
    assert "Try again in 60 minutes" in text(page)
    assert "One more" in text(page)
    assert page.headers["Retry-After"] == "3600"


def test_a_forged_request_is_refused(addressee):
    client = Client(enforce_csrf_checks=True)

    assert client.post(where(addressee), SAID).status_code == 403


def test_what_the_public_does_not_know_cannot_be_asked_about(client, addressee):
    draft = ResponseFactory(addressee=addressee, status="draft")
    later = AddresseeFactory(recommendation__report__published="2090")

    for url in (
        where(addressee, response=draft.pk),
        where(addressee, response=ResponseFactory().pk),
        where(later),
        reverse(
            "responses:tell-of-report",
            args=[later.report.inquiry.slug, later.report.slug],
        ),
        reverse("responses:tell-of-body", args=["nobody"]),
    ):
        assert client.get(url).status_code == 404
        assert client.post(url, SAID).status_code == 404
