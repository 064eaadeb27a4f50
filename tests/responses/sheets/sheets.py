"""Sheets for tests: rows of responses, checks and the like, and what they do."""

from django.db import transaction

from responses.sheets.grids import Grid
from responses.sheets.importing import Import
from responses.sheets.kinds import KINDS
from responses.sheets.outcomes import Outcome
from tests.responses.acts import NOW

ANSWER = {
    "document_title": "Government response",
    "document_published": "10 November 2020",
    "document_url": "https://example.org/response",
    "answered_by": "",
    "kind": "substantive",
    "position": "accepted",
    "summary": "Accepts the recommendation.",
    "confidence": "primary",
}
CHECK = {"checked_on": "3 November 2026", "looked_at": "The department's pages"}
EXTENSION = {
    "due": "12 December 2020",
    "granted": "1 September 2020",
    "granted_by": "The Chair",
    "reason": "The election",
    "source_url": "https://example.org/letter",
}
EXPECTED = {
    "expected": "May 2027",
    "expected_source_url": "https://example.org/statement",
}


def row(addressee, cells, **changes):
    """What a row says about an addressee."""
    recommendation = addressee.recommendation
    return {
        "report_slug": recommendation.report.slug,
        "reference": recommendation.reference,
        "institution_slug": addressee.institution.slug,
        **cells,
        **changes,
    }


def cells_of(rows):
    """Headings and cells, as they stand in a file."""
    headings = list(dict.fromkeys(name for row in rows for name in row))
    return [headings, *([row.get(name, "") for name in headings] for row in rows)]


def grid(rows):
    return Grid(list(enumerate(map(list, cells_of(rows)), start=1)))


def carried_out(kind, rows, *, by, at=NOW) -> Outcome:
    with transaction.atomic():
        return Import(KINDS[kind], grid(rows), by, at).carry_out()


def foreseen(kind, rows, *, by, at=NOW) -> Outcome:
    return Import(KINDS[kind], grid(rows), by, at).foresee()
