"""An inquiry, its investigations and reports; and what holds of every page."""

import csv
from io import StringIO

import pytest
from django.urls import reverse

from recommendations.partial_dates import PartialDate
from tests.recommendations.factories import (
    AddresseeFactory,
    InvestigationFactory,
    RecommendationFactory,
    ReportFactory,
    RungFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-21 12:00+00:00")]
RESPONSES = reverse("recommendations:responses")
RECOMMENDATIONS = reverse("recommendations:recommendations")
LISTS = pytest.mark.parametrize("address", [RESPONSES, RECOMMENDATIONS])


def rows_of(response):
    text = b"".join(response.streaming_content).decode()
    return list(csv.DictReader(StringIO(text, newline="")))


@pytest.mark.parametrize(
    "address",
    [
        "/recommendations/iicsa/internet/99/",
        "/institutions/no-such-body/",
        "/inquiries/none/",
        "/investigations/iicsa/none/",
        "/reports/iicsa/none/",
    ],
)
def test_what_does_not_exist_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_a_report_says_how_complete_it_is(client):
    report = ReportFactory(slug="interim", recommendations_expected=18)
    RecommendationFactory.create_batch(2, report=report)

    address = reverse("recommendations:report", args=["iicsa", "interim"])

    assert "2 of 18 recommendations held" in client.get(address).text


def test_an_inquiry_shows_its_reports_and_its_ladder(client):
    ReportFactory(title="The Internet report", published=PartialDate(2020, 3, 12))
    RungFactory(number=3)

    page = client.get(reverse("recommendations:inquiry", args=["iicsa"])).text

    assert "The Internet report" in page
    assert "7 months after publication: Third letter" in page


def test_an_investigation_shows_its_scope_and_hearings(client):
    strand = InvestigationFactory(slug="internet")
    strand.scope.create(paragraph="2.1", summary="Whether policy does enough.")
    strand.hearings.create(
        kind="public", starts=PartialDate(2018, 1, 22), title="First public hearing"
    )

    page = client.get(
        reverse("recommendations:investigation", args=["iicsa", "internet"])
    ).text

    assert "Whether policy does enough." in page
    assert "First public hearing" in page
    assert "22 January 2018" in page


def test_every_page_has_one_heading_and_a_title_of_its_own(client):
    addressee = AddresseeFactory(
        recommendation__report__investigation=InvestigationFactory(slug="internet")
    )
    report = addressee.recommendation.report
    addresses = [
        RESPONSES,
        RECOMMENDATIONS,
        addressee.recommendation.get_absolute_url(),
        reverse("recommendations:institutions"),
        reverse("recommendations:institution", args=[addressee.institution.slug]),
        reverse("recommendations:inquiry", args=["iicsa"]),
        reverse("recommendations:investigation", args=["iicsa", "internet"]),
        reverse("recommendations:report", args=["iicsa", report.slug]),
    ]

    pages = [client.get(address).text for address in addresses]

    titles = {page.split("<title>")[1].split("</title>")[0] for page in pages}
    assert len(titles) == len(pages)
    assert all(page.count("<h1") == 1 for page in pages)


def test_reading_sets_no_cookie(client):
    addressee = AddresseeFactory()

    for address in (RESPONSES, addressee.recommendation.get_absolute_url()):
        assert not client.get(address).cookies
