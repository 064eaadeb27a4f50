"""One recommendation, with its working and its history."""

import csv
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.urls import reverse

from recommendations.partial_dates import PartialDate
from tests.recommendations.factories import (
    CheckFactory,
    ExtensionFactory,
    RecommendationFactory,
)
from tests.responses.factories import ResponseFactory

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-21 12:00+00:00")]
RESPONSES = reverse("recommendations:responses")
RECOMMENDATIONS = reverse("recommendations:recommendations")
LISTS = pytest.mark.parametrize("address", [RESPONSES, RECOMMENDATIONS])


def rows_of(response):
    text = b"".join(response.streaming_content).decode()
    return list(csv.DictReader(StringIO(text, newline="")))


def page_of(client, addressee, **query):
    return client.get(addressee.recommendation.get_absolute_url(), query).text


def test_a_recommendation_shows_its_working_and_what_was_answered(client):
    response = ResponseFactory(
        position="accepted", document__title="Government response", paragraphs="7-8"
    )

    page = page_of(client, response.addressee)

    assert "12 March 2020 plus 6 months is 12 September 2020" in page
    assert "Substantive response, 10 November 2020" in page
    assert "Position: accepted." in page
    assert "Paragraphs 7-8." in page
    assert "Cite this" in page


def test_a_day_that_is_not_known_is_not_made_up(client):
    response = ResponseFactory(document__published=PartialDate(2020, 11))

    page = page_of(client, response.addressee)

    assert "Substantive response, November 2020" in page
    assert "1 November 2020" not in page


def test_a_draft_is_nowhere_on_the_page(client):
    draft = ResponseFactory(status="draft", summary="Not for the public yet")

    page = page_of(client, draft.addressee)

    assert "Not for the public yet" not in page
    assert "not the same as none having been given" in page


def test_a_withdrawn_response_leaves_a_tombstone(client):
    withdrawn = ResponseFactory(
        summary="About something else",
        status="withdrawn",
        withdrawn_at=datetime(2026, 11, 20, 9, tzinfo=UTC),
        withdrawn_reason="It answered another recommendation.",
    )

    page = page_of(client, withdrawn.addressee)

    assert "Withdrawn from this register on 20 November 2026" in page
    assert "It answered another recommendation." in page
    assert "About something else" not in page


def test_an_extension_is_shown_beside_the_original_date(client):
    addressee = ExtensionFactory().addressee

    page = page_of(client, addressee)

    assert "12 December 2020 (originally 12 September 2020)" in page
    assert "Due date extended, 1 September 2020" in page


def test_what_came_later_is_not_on_the_page_of_an_earlier_day(client):
    response = ResponseFactory(summary="Accepts it.")
    ExtensionFactory(addressee=response.addressee)
    CheckFactory(addressee=response.addressee)

    page = page_of(client, response.addressee, as_at="2020-08-31")

    for later in ("Accepts it.", "Due date extended", "Checked, 3 November 2026"):
        assert later not in page


def test_a_recommendation_is_not_found_before_its_report_came_out(client):
    found = RecommendationFactory()

    address = found.get_absolute_url()

    assert client.get(address, {"as_at": "2020-03-11"}).status_code == 404
    assert client.get(address, {"as_at": "2020-03-12"}).status_code == 200


def test_a_withdrawn_recommendation_says_so_and_keeps_its_page(client):
    old = RecommendationFactory(
        status="superseded",
        ended=PartialDate(2022, 10, 20),
        replaced_by=RecommendationFactory(title="The new one"),
    )

    page = client.get(old.get_absolute_url()).text

    assert "no longer current: superseded, 20 October 2022" in page
    assert "The new one" in page
