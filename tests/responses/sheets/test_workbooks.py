from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest

from responses.sheets.grids import Fault, NotASheet
from responses.sheets.workbooks import read_workbook
from tests.responses.sheets.files import repacked, with_strings, xlsx_bytes

SHEET = "xl/worksheets/sheet1.xml"


def read(*values, change=lambda sheet: None):
    return read_workbook(
        xlsx_bytes([["heading"], *([each] for each in values)], change)
    )


def shown(value, number_format):
    def format_it(sheet):
        sheet["A2"].number_format = number_format

    return read(value, change=format_it).rows[1][1]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Accepts.", "Accepts."),
        (4, "4"),
        (2020.0, "2020"),
        (1.5, "1.5"),
        (True, "yes"),
        (False, "no"),
        (date(2020, 11, 10), "2020-11-10"),
        (datetime(2020, 11, 10, 9, 30), "2020-11-10"),  # noqa: DTZ001 -- as Excel has it
    ],
)
def test_a_cell_is_the_text_that_it_shows(value, text):
    assert read(value).rows[1] == (2, [text])


@pytest.mark.parametrize(
    ("number_format", "text"),
    [
        ("dd/mm/yyyy", "2020-11-01"),
        ("mmm-yy", "2020-11"),
        ("[$-809]mmmm yyyy;@", "2020-11"),
        ('yyyy "d"', "2020"),
        ("yyyy", "2020"),
    ],
)
def test_a_date_is_no_more_exact_than_it_looks(number_format, text):
    assert shown(date(2020, 11, 1), number_format) == [text]


def test_rows_are_numbered_as_the_workbook_has_them():
    grid = read("x", change=lambda sheet: sheet.insert_rows(2, 3))

    assert [number for number, _ in grid.rows] == [1, 5]


def test_of_a_formula_what_it_last_showed_is_read():
    data = repacked(
        xlsx_bytes([["heading"], ["x"]]),
        SHEET,
        lambda part: part.replace(
            b'<c r="A2" t="inlineStr"><is><t>x</t></is></c>',
            b'<c r="A2"><f>1+1</f><v>2</v></c>',
        ).replace(b'<c r="A2" t="s"><v>1</v></c>', b'<c r="A2"><f>1+1</f><v>2</v></c>'),
    )

    grid = read_workbook(data)

    assert grid.rows[1] == (2, ["2"])
    assert grid.notes == ["Cells hold formulas: A2. What they last showed is imported."]


def test_a_formula_without_a_result_is_a_fault_of_its_cell():
    grid = read("x", change=lambda sheet: sheet.__setitem__("B2", "=1+1"))

    [fault] = grid.faults
    assert (fault.row, fault.column) == (2, 1)
    assert "never worked out" in fault.message


def test_an_error_of_a_formula_is_a_fault_of_its_cell():
    def make_error(sheet):
        sheet["A2"].data_type = "e"

    assert read("#N/A", change=make_error).faults == [
        Fault(2, 0, "holds the error #N/A: write the value.")
    ]


def test_hidden_rows_are_read_and_asked_about():
    def hide(sheet):
        sheet.row_dimensions[2].hidden = True

    grid = read("x", change=hide)

    assert grid.rows[1] == (2, ["x"])
    assert "Rows are hidden in the sheet, by hand or by a filter: 2." in grid.doubts[0]


def test_merged_cells_are_refused_by_name():
    with pytest.raises(NotASheet, match=r"Cells are merged: A2:A3\."):
        read("x", "y", change=lambda sheet: sheet.merge_cells("A2:A3"))


def test_of_several_sheets_the_first_visible_one_is_read():
    def add(sheet):
        sheet.sheet_state = "hidden"
        sheet.parent.create_sheet("Answers").append(["other"])

    grid = read("x", change=add)

    assert grid.rows == [(1, ["other"])]
    assert "“Answers”, of 2" in grid.notes[0]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("xl/vbaProject.bin", b"x", "holds macros"),
        ("xl/media/big.bin", b"\0" * 51 * 1024**2, "unpacks to more than 50 MB"),
        (SHEET, b"<worksheet", "damaged"),
        (SHEET, b"", "damaged"),
        ("xl/styles.xml", b"<x", "damaged"),
        ("xl/workbook.xml", b"<x/>", "no visible sheet"),
    ],
)
def test_what_no_honest_workbook_holds_is_refused(name, content, said):
    data = repacked(xlsx_bytes([["heading"], ["x"]]), name, lambda _: content)

    with pytest.raises(NotASheet, match=said):
        read_workbook(data)


def entities():
    """Return declarations that multiply to more than any memory holds."""
    multiplied = b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 99) for n in range(9)
    )
    return b'<!DOCTYPE x [<!ENTITY a "xxxxxxxxxx">' + multiplied + b"]>"


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml"])
def test_entities_are_refused_before_they_multiply(part):
    data = xlsx_bytes([["heading"], ["x"]])

    with pytest.raises(NotASheet, match="declares entities"):
        read_workbook(repacked(data, part, lambda held: entities() + held))


def test_entities_among_the_strings_are_refused_as_well():
    data = xlsx_bytes([["heading"], ["x"]])

    with pytest.raises(NotASheet, match="declares entities"):
        read_workbook(with_strings(data, entities() + b"<sst>&j;</sst>"))


def test_a_file_that_is_no_workbook_says_what_to_do():
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")

    with pytest.raises(NotASheet, match="not a workbook: save it as"):
        read_workbook(file.getvalue())


def test_a_damaged_archive_is_refused():
    with pytest.raises(NotASheet, match="damaged"):
        read_workbook(xlsx_bytes([["heading"]])[:-30])
