"""The two lists, asked for as a reader asks."""

import csv
from io import StringIO

import pytest
from django.urls import reverse

from tests.recommendations.factories import (
    AddresseeFactory,
    CheckFactory,
)
from tests.responses.factories import ResponseFactory

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-21 12:00+00:00")]
RESPONSES = reverse("recommendations:responses")
RECOMMENDATIONS = reverse("recommendations:recommendations")
LISTS = pytest.mark.parametrize("address", [RESPONSES, RECOMMENDATIONS])


def rows_of(response):
    text = b"".join(response.streaming_content).decode()
    return list(csv.DictReader(StringIO(text, newline="")))


@LISTS
def test_a_list_says_how_late_an_answer_was(client, address):
    ResponseFactory()

    assert "Answered late, by 59 days" in client.get(address).text


@LISTS
def test_a_silence_nobody_has_looked_into_is_not_called_overdue(client, address):
    AddresseeFactory()

    page = client.get(address).text

    assert "No response recorded: due 12 September 2020, not yet checked" in page
    assert "tag--overdue" not in page


@LISTS
def test_a_checked_silence_is_called_overdue_with_the_day_of_the_look(client, address):
    CheckFactory()

    page = client.get(address).text

    assert "Overdue by 2261 days, last checked 3 November 2026" in page
    assert "tag--overdue" in page


@LISTS
def test_a_list_as_at_a_past_day_says_so(client, address):
    ResponseFactory()

    page = client.get(address, {"as_at": "2020-10-01"}).text

    assert "As at 1 October 2020." in page
    assert "Overdue by 19 days (first response published on 10 November 2020)" in page


@LISTS
@pytest.mark.parametrize(
    "query",
    [
        "as_at=yesterday",
        "cursor=%00",
        "institution=nobody",
        "state=;drop",
        "per_page=-1",
        "sort=colour",
        "q=%00",
        "published_from=2020-13",
    ],
)
def test_what_is_wrong_in_an_address_is_said_on_a_page_that_still_works(
    client, address, query
):
    AddresseeFactory()

    response = client.get(f"{address}?{query}")

    assert response.status_code == 200
    assert "There is a problem" in response.text
    assert "This filter was not applied." in response.text
    assert "<title>Error: " in response.text
    assert "1 recommendation, 1 response due from 1 institution" in response.text


@LISTS
def test_a_list_reads_as_many_queries_for_any_number_of_rows(
    client, address, django_assert_max_num_queries
):
    for addressee in AddresseeFactory.create_batch(12):
        addressee.ordered_leads.create(institution=addressee.institution, order=0)

    with django_assert_max_num_queries(12):
        client.get(address)


@LISTS
def test_nothing_found_says_so_and_offers_everything(client, address):
    page = client.get(address, {"state": "overdue"}).text

    assert "Nothing in the register matches" in page


def test_a_download_has_the_rows_of_the_page_of_the_same_address(client):
    ResponseFactory()
    owing = AddresseeFactory()

    response = client.get("/responses.csv", {"state": "overdue", "per_page": "1"})

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "responses-as-at-2026-11-21.csv" in response["Content-Disposition"]
    assert [row["institution"] for row in rows_of(response)] == [owing.institution.slug]


def test_a_download_of_recommendations_names_every_addressee(client):
    owing = AddresseeFactory(institution__slug="a")
    AddresseeFactory(recommendation=owing.recommendation, institution__slug="b")

    rows = rows_of(client.get("/recommendations.csv", {"institution": "a"}))

    assert [row["institutions"] for row in rows] == ["a;b"]


def test_pages_turn_over_at_midnight_in_london(client, time_machine):
    AddresseeFactory(deadline="date:2023-04-20")

    time_machine.move_to("2023-04-20 22:30+00:00")
    assert "Due soon" in client.get("/responses/?state=due_soon").text
    time_machine.move_to("2023-04-20 23:30+00:00")
    assert "No response recorded: due 20 April 2023" in client.get(RESPONSES).text


@pytest.mark.parametrize("address", ["/responses.csv", "/recommendations.csv"])
def test_a_download_is_refused_where_the_page_would_say_what_is_wrong(client, address):
    response = client.get(address, {"as_at": "yesterday", "state": "overdu"})

    assert response.status_code == 400
    assert "as_at: The date must include a year" in response.text
    assert "state: “overdu” is not one of the choices" in response.text
