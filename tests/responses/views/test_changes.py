"""The page of changes."""

import pytest

from responses.told import NO_ACT
from tests.recommendations.factories import InstitutionFactory, ReportFactory
from tests.responses.factories import OfficerFactory, ResponseFactory
from tests.responses.views.pages import text

pytestmark = pytest.mark.django_db


def shown(client, query=""):
    page = client.get(f"/changes/{query}")
    assert page.status_code == 200
    return text(page)


def test_everybody_reads_what_was_published(client):
    response = ResponseFactory(addressee__institution__name="Ofcom")

    page = shown(client)

    assert "Response published: Ofcom: Age verification" in page
    assert response.addressee.get_absolute_url() in client.get("/changes/").text


def test_no_address_of_an_officer_is_shown(client):
    officer = OfficerFactory(email="jane@example.org")
    ResponseFactory(recorded_by=officer)

    assert "jane" not in shown(client)


@pytest.mark.parametrize(
    "query",
    [
        "inquiry=iicsa",
        "report=internet",
        "institution=ofcom",
        "recommendation=iicsa/internet/7",
    ],
)
def test_the_lists_parameters_narrow_it(client, query):
    about = "addressee__recommendation__"
    ResponseFactory(
        addressee__institution__slug="ofcom",
        addressee__institution__name="Ofcom",
        **{f"{about}report__slug": "internet", f"{about}reference": "7"},
    )
    ResponseFactory(
        addressee__institution__name="Others",
        **{f"{about}report__inquiry__slug": "covid"},
    )
    assert "Others" in shown(client)

    page = shown(client, f"?{query}")

    assert "Response published: Ofcom" in page
    assert "Response published: Others" not in page


@pytest.mark.parametrize(
    "query",
    [
        "inquiry=nobody",
        "recommendation=x",
        "recommendation=a/b/c",
        "recommendation=%00",
        "cursor=abc",
        "cursor=2026-11-21_x",
        "cursor=9999-12-31T23:59:59%2B00:00_x",
        "cursor=%00",
        f"cursor=2026-11-21T00:00%2B23:59_{NO_ACT}",
        f"cursor=2026-11-21T00:00%2B00:00:30.5_{NO_ACT}",
    ],
)
def test_a_value_that_is_wrong_is_a_message_and_filters_nothing(client, query):
    ResponseFactory()

    page = shown(client, f"?{query}")

    assert "There is a problem" in page
    assert "Response published" in page


@pytest.mark.parametrize(
    ("at", "is_shown"),
    [("0001-01-01T00:00:00%2B14:00", False), ("9999-12-31T23:59:59-14:00", True)],
)
def test_a_place_at_either_end_of_time_is_one(client, at, is_shown):
    ResponseFactory()

    page = shown(client, f"?cursor={at}_00000000-0000-0000-0000-000000000000")

    assert ("Response published" in page) is is_shown


def test_what_is_not_in_the_register_yet_is_not_told(client):
    ResponseFactory(
        addressee__recommendation__report=ReportFactory(published="2090-01-01"),
        addressee__institution=InstitutionFactory(name="Ofcom"),
    )

    assert "Ofcom:" not in shown(client)


def test_a_recommendations_page_leads_to_its_history(client):
    recommendation = ResponseFactory().addressee.recommendation

    page = client.get(recommendation.get_absolute_url()).text

    assert f'href="/changes/?recommendation={recommendation.identifier}"' in page
