import pytest

from recommendations.partial_dates import PartialDate
from responses.models import Document, Response
from tests.recommendations.factories import AddresseeFactory
from tests.responses.factories import DocumentFactory, OfficerFactory
from tests.responses.sheets.sheets import ANSWER, carried_out, row

pytestmark = pytest.mark.django_db

URL = ANSWER["document_url"]


@pytest.fixture
def addressees():
    return AddresseeFactory.create_batch(2)


def imported(*rows):
    return carried_out("responses", rows, by=OfficerFactory())


def told(outcome):
    return [(each.row, each.column) for each in outcome.faults]


def test_rows_that_describe_the_same_paper_share_it(addressees):
    outcome = imported(*(row(each, ANSWER) for each in addressees))

    assert outcome.created == 2
    assert Document.objects.get().responses.count() == 2


def test_a_paper_that_is_held_is_found_by_its_address_and_date(addressees):
    held = DocumentFactory(
        url=URL, published=PartialDate(2020, 11, 10), title="Government response"
    )

    imported(row(addressees[0], ANSWER))

    assert Response.objects.get().document == held


def test_another_title_for_the_same_paper_is_refused(addressees):
    first, second = addressees
    outcome = imported(
        row(first, ANSWER), row(second, ANSWER, document_title="Another title")
    )

    assert told(outcome) == [(3, "document_title")]
    assert "row 2 has 'Government response'" in outcome.faults[0].message


def test_a_held_paper_is_not_changed_by_a_sheet(addressees):
    held = DocumentFactory(title="Government response", url=URL)

    outcome = imported(
        row(addressees[0], ANSWER, document_slug=held.slug, document_published="2021")
    )

    assert told(outcome) == [(2, "document_published")]
    assert "the register has '2020-11-10'" in outcome.faults[0].message


def test_a_new_paper_may_be_given_its_slug(addressees):
    imported(row(addressees[0], ANSWER, document_slug="hmg-2020"))

    assert Document.objects.get().slug == "hmg-2020"


def test_a_slug_that_is_not_held_needs_a_description(addressees):
    bare = row(addressees[0], ANSWER, document_slug="hmg-2020")
    for name in ("document_title", "document_published", "document_url"):
        bare[name] = ""

    outcome = imported(bare)

    assert told(outcome) == [(2, "document_slug")]
    assert "there is no document 'hmg-2020'" in outcome.faults[0].message


def test_what_is_missing_of_a_new_paper_is_named(addressees):
    outcome = imported(row(addressees[0], ANSWER, document_title="", document_url=""))

    assert told(outcome) == [(2, "document_title"), (2, "document_url")]


def test_another_slug_for_a_held_paper_is_refused(addressees):
    DocumentFactory(slug="hmg", title="Government response", url=URL)

    outcome = imported(row(addressees[0], ANSWER, document_slug="hmg-2020"))

    assert told(outcome) == [(2, "document_slug")]


def test_papers_of_one_title_and_day_get_slugs_of_their_own(addressees):
    first, second = addressees
    imported(
        row(first, ANSWER),
        row(second, ANSWER, document_url="https://example.org/other"),
    )

    assert {each.slug for each in Document.objects.all()} == {
        "government-response-2020-11-10",
        "government-response-2020-11-10-2",
    }
