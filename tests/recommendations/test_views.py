"""The pages of the register, asked for as a reader asks."""

import csv
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.urls import reverse

from recommendations.partial_dates import PartialDate
from tests.recommendations.factories import (
    AddresseeFactory,
    CheckFactory,
    ExtensionFactory,
    InstitutionFactory,
    InvestigationFactory,
    RecommendationFactory,
    ReportFactory,
    RungFactory,
    SuccessionFactory,
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


def test_an_institution_shows_its_lineage_and_what_it_owes(client):
    body = InstitutionFactory(slug="dsit", name="Science, Innovation and Technology")
    old = InstitutionFactory(name="Digital, Culture, Media and Sport")
    SuccessionFactory(predecessor=old, successor=body, remit="Online safety")
    AddresseeFactory(institution=body, recommendation__title="Its own")
    AddresseeFactory(institution=old, recommendation__title="Its predecessor's")

    page = client.get(reverse("recommendations:institution", args=["dsit"])).text

    assert "Took over from" in page
    assert "Online safety" in page
    assert "Addressed to it, led or answered by it: 1 response" in page
    assert "Through bodies below it or before it: 1 more" in page


def test_a_body_that_owes_nothing_is_not_in_default(client):
    InstitutionFactory(slug="iwf")

    page = client.get(reverse("recommendations:institution", args=["iwf"])).text

    assert "For it, silence is not default." in page


def test_institutions_are_listed_with_what_was_asked_of_them(client):
    AddresseeFactory(institution__name="O'Brien's Council")

    page = client.get(reverse("recommendations:institutions")).text

    assert "O&#x27;Brien&#x27;s Council" in page
    assert "1 institutions" not in page


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


def test_pages_turn_over_at_midnight_in_london(client, time_machine):
    AddresseeFactory(deadline="date:2023-04-20")

    time_machine.move_to("2023-04-20 22:30+00:00")
    assert "Due soon" in client.get("/responses/?state=due_soon").text
    time_machine.move_to("2023-04-20 23:30+00:00")
    assert "No response recorded: due 20 April 2023" in client.get(RESPONSES).text


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
