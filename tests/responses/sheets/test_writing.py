import csv
import io
from datetime import date

import pytest
from openpyxl import load_workbook

from recommendations.models import Addressee
from recommendations.partial_dates import PartialDate
from responses.models import Answerer, Publisher, Response, SheetImport
from responses.sheets import writing
from responses.sheets.importing import Import
from responses.sheets.kinds import EXPECTED_SHEET, KINDS, RESPONSES_SHEET
from responses.sheets.parsing import parse
from tests.recommendations.factories import (
    AddresseeFactory,
    CheckFactory,
    ExtensionFactory,
    InquiryFactory,
    InstitutionFactory,
)
from tests.responses.acts import NOW
from tests.responses.factories import OfficerFactory, ResponseFactory
from tests.responses.sheets.sheets import CHECK, foreseen, grid, row

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 21)
ODD = [
    "=cmd|' /c calc'!A1",
    "+1",
    "-2+3",
    "@SUM(A1)",
    "'=already",
    "''quoted'",
    'Says "no", and; more',
    "Two\nlines\nof it",
    "\N{RIGHT-TO-LEFT MARK}שלום, \N{HEBREW LETTER ALEF}",
    "2020",
    "1e5",
    "#N/A",
    "TRUE",
]


def exported(kind, ending):
    rows = writing.export(kind, Addressee.objects.all(), on=ON)
    return writing.written(rows, ending)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_is_exported_and_imported_changes_nothing(ending):
    for text in ODD:
        response = ResponseFactory(summary=text, note=text)
        bodies = InstitutionFactory.create_batch(2)
        for order, body in enumerate(bodies, start=1):
            Answerer.objects.create(response=response, institution=body, order=order)
            Publisher.objects.create(
                document=response.document, institution=body, order=order
            )
        CheckFactory(looked_at=text, note=text)
        ExtensionFactory(reason=text, granted_by=text.replace("\n", " "))
        AddresseeFactory(
            expected=PartialDate(2027, 5), expected_source_url="https://example.org/"
        )

    for kind in KINDS.values():
        read = parse(exported(kind, ending))
        outcome = Import(kind, read, OfficerFactory(), NOW).foresee()
        assert not outcome.faults
        assert (outcome.to_store, outcome.unchanged) == (0, len(read.rows) - 1)
        assert outcome.unchanged >= len(ODD)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_no_cell_that_somebody_wrote_runs_as_a_formula(ending):
    ResponseFactory(summary=ODD[0])

    data = exported(RESPONSES_SHEET, ending)

    if ending == "xlsx":
        sheet = load_workbook(io.BytesIO(data)).active
        assert {cell.data_type for cells in sheet for cell in cells} <= {"s", "n"}
        cells = [cell.value for cells in sheet for cell in cells]
    else:
        text = data.decode("utf-8-sig")
        cells = [cell for cells in csv.reader(io.StringIO(text)) for cell in cells]
    assert f"'{ODD[0]}" in cells
    assert not any((cell or "").startswith("=") for cell in cells)


def test_expected_dates_are_those_of_what_is_still_owed():
    owing, answered = AddresseeFactory(), ResponseFactory().addressee

    told = exported(EXPECTED_SHEET, "csv").decode()

    assert owing.institution.slug in told
    assert answered.institution.slug not in told


def test_drafts_and_withdrawn_responses_are_not_exported():
    ResponseFactory(status="draft", summary="Drafted")
    ResponseFactory(
        status="withdrawn", withdrawn_reason="x", withdrawn_at=NOW, summary="Withdrawn"
    )

    assert exported(RESPONSES_SHEET, "csv").decode().count("\r\n") == 1


def test_the_inquiry_is_a_column_where_there_are_several():
    assert next(writing.empty_sheet(RESPONSES_SHEET))[0] == "report_slug"
    InquiryFactory(slug="covid")
    InquiryFactory(slug="iicsa")
    assert next(writing.empty_sheet(RESPONSES_SHEET))[0] == "inquiry_slug"


def test_the_example_of_an_empty_sheet_can_be_imported():
    addressee = AddresseeFactory(
        recommendation__report__slug="internet",
        recommendation__number=4,
        institution__slug="uk-government",
    )
    InstitutionFactory(slug="home-office")
    for kind in KINDS.values():
        headings, example = writing.empty_sheet(kind)
        cells = dict(zip(headings, example, strict=True))
        outcome = foreseen(kind.name, [cells], by=OfficerFactory())
        assert (outcome.to_store, outcome.doubts) == (1, []), kind.name
    assert not Response.objects.filter(addressee=addressee).exists()


def test_a_checked_sheet_says_beside_each_row_what_was_found():
    addressee = AddresseeFactory()
    rows = [
        row(addressee, CHECK, note="=1", errors="old"),
        row(addressee, CHECK, checked_on="x1"),
    ]
    sheet = SheetImport(grid=grid(rows).as_json())
    sheet.outcome = foreseen("checks", rows, by=OfficerFactory()).as_json()

    headings, first, second = writing.checked(sheet)

    assert headings[-4:] == ["note", "errors", "to_confirm", "changes"]
    assert headings.count("errors") == 1
    assert first[-4:] == ["'=1", "", "", ""]
    assert second[-3].startswith("checked_on: 'x1' is not a date")


def test_a_checked_sheet_keeps_its_rows_where_they_were():
    rows = [row(AddresseeFactory(), CHECK)]
    sheet = SheetImport(grid=grid(rows).as_json())
    sheet.outcome = foreseen("checks", rows, by=OfficerFactory()).as_json()
    sheet.grid["rows"][1] = (4, sheet.grid["rows"][1][1])

    assert [len(cells) > 1 for cells in writing.checked(sheet)] == [
        True,
        False,
        False,
        True,
    ]
