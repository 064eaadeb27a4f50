import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.recommendations.factories import AddresseeFactory
from tests.responses.factories import DocumentFactory, OfficerFactory, ResponseFactory
from tests.responses.sheets.sheets import (
    ANSWER,
    CHECK,
    EXPECTED,
    EXTENSION,
    carried_out,
    row,
)

pytestmark = pytest.mark.django_db

SHEETS = {
    "responses": ANSWER,
    "checks": CHECK,
    "extensions": EXTENSION,
    "expected": EXPECTED,
}


@pytest.fixture
def officer():
    return OfficerFactory()


@pytest.mark.parametrize("kind", SHEETS)
def test_the_number_of_queries_does_not_grow_with_the_rows(kind, officer):
    cells = SHEETS[kind]
    few, many = AddresseeFactory.create_batch(3), AddresseeFactory.create_batch(40)

    def queries(addressees):
        rows = [row(each, cells) for each in addressees]
        if kind == "responses":
            # Each time a new paper.
            for each in rows:
                each["document_url"] = f"https://example.org/{len(rows)}"
        with CaptureQueriesContext(connection) as captured:
            outcome = carried_out(kind, rows, by=officer)
        assert outcome.to_store == len(rows)
        return len(captured)

    assert queries(many) == queries(few)


def test_changing_many_takes_no_more_queries_than_changing_few(officer):
    document = DocumentFactory()

    def queries(responses):
        rows = [
            row(
                each.addressee,
                {"kind": "update", "position": "noted", "summary": f"Says {n}."},
                document_slug=document.slug,
                confidence="primary",
            )
            for n, each in enumerate(responses)
        ]
        with CaptureQueriesContext(connection) as captured:
            assert carried_out("responses", rows, by=officer).changed == len(rows)
        return len(captured)

    many = queries(ResponseFactory.create_batch(40, document=document))
    assert many == queries(ResponseFactory.create_batch(3, document=document))
