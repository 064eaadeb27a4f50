import csv

import pytest

from responses.sheets.delimited import read_delimited
from responses.sheets.grids import NotASheet

TEXT = "reference,summary\r\n1,Café €5\r\n"
CELLS = [(1, ["reference", "summary"]), (2, ["1", "Café €5"])]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_every_unicode_encoding_is_read(encoding):
    grid = read_delimited(TEXT.encode(encoding))

    assert (grid.rows, grid.doubts) == (CELLS, [])


def test_what_older_spreadsheets_write_is_read_and_asked_about():
    grid = read_delimited(TEXT.encode("cp1252"))

    assert grid.rows == CELLS
    assert "Windows-1252" in grid.doubts[0]
    assert "Line 2 reads: 1,Café €5" in grid.doubts[0]


def test_two_encodings_in_one_file_are_refused_by_line():
    with pytest.raises(NotASheet, match=r"Line 3 of the file holds a byte \(E9\)"):
        read_delimited(TEXT.encode() + "2,Café".encode("cp1252"))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_found(separator):
    assert read_delimited(TEXT.replace(",", separator).encode()).rows == CELLS


def test_a_line_that_names_the_separator_is_no_row():
    assert read_delimited(f"sep=|\r\n{TEXT.replace(',', '|')}".encode()).rows == CELLS


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_every_line_end_is_read(end):
    assert read_delimited(TEXT.replace("\r\n", end).encode()).rows == CELLS


def test_rows_are_numbered_as_a_spreadsheet_shows_them():
    data = b'a,b\r\n\r\n1,"two\r\nlines, and a comma"\r\n,\r\n2,x\r\n'

    assert read_delimited(data).rows == [
        (1, ["a", "b"]),
        (3, ["1", "two\r\nlines, and a comma"]),
        (5, ["2", "x"]),
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'a,b\r\n1,"never closed\r\n2,x\r\n', "Row 2 opens a quotation mark"),
        (b'a,b\r\n1,"closed" too soon\r\n', "Row 2 has text after a closing"),
        (b"a,b\r\n" + b"x," * 200, "Row 2 has more than 60 columns"),
        (b"a\r\n" + b"x\r\n" * 10_001, "more than 10,000 rows"),
        (b"a\r\n" + b"x" * 40_000, "Cell A2 has 40,000 characters"),
        (b"\xff\xfea", "Line 1 of the file is not UTF-16"),
    ],
)
def test_what_cannot_be_read_says_where_and_why(data, said):
    with pytest.raises(NotASheet, match=said):
        read_delimited(data)


def test_other_readers_of_the_process_keep_their_limit():
    before = csv.field_size_limit()

    read_delimited(b"a,b\n")

    assert csv.field_size_limit() == before
