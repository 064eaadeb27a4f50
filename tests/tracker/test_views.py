"""The first page and the pages about the site."""

import pytest
from django.urls import reverse

from tests.recommendations.factories import AddresseeFactory, CheckFactory
from tests.responses.factories import ResponseFactory

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-21 12:00+00:00")]


def test_an_empty_register_says_so(client):
    assert "The register is empty" in client.get("/").text


def test_the_overview_counts_both_ways_and_keeps_the_unchecked_apart(client):
    AddresseeFactory.create_batch(2)
    CheckFactory()
    ResponseFactory()

    page = client.get("/").text

    assert "4 recommendations, 4 responses due from 4 institutions" in page
    assert "1 overdue, checked" in page
    assert "2 past due, not yet checked" in page
    assert "For 2 responses past the due date" in page
    assert "Answered late, by 59 days" in page


def test_the_overview_as_at_a_past_day(client):
    ResponseFactory()

    page = client.get("/", {"as_at": "2020-10-01"}).text

    assert "As at 1 October 2020." in page
    assert "No response had been published." in page


def test_the_overview_names_a_day_it_cannot_read(client):
    page = client.get("/", {"as_at": "yesterday"}).text

    assert "There is a problem" in page


@pytest.mark.parametrize(
    "name", ["about", "about-data", "accessibility", "cookies", "privacy"]
)
def test_pages_about_the_site(client, name):
    response = client.get(reverse(name))

    assert response.status_code == 200
    assert response.text.count("<h1") == 1


def test_the_dictionary_describes_every_column(client):
    page = client.get(reverse("about-data")).text

    for column in ("days_late_original", "verification", "title_is_official"):
        assert f"<code>{column}</code>" in page
    assert "<code>accepted_in_principle</code>" in page
