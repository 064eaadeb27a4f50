"""Sheets of separated values: which encoding and separator, and which cells."""

import codecs
import csv
import io
import re
from itertools import islice

from responses.sheets.grids import Grid, NotASheet

_MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
_SEPARATORS = ",;\t"
_SAYS_ITS_SEPARATOR = re.compile(r'"?sep=(.)"?(\r\n|\r|\n)')
_AS_UTF_8 = "save it as “CSV UTF-8”, or as an Excel workbook (.xlsx)."


def read_delimited(data: bytes) -> Grid:
    """Return the cells of a CSV file. Raises NotASheet."""
    grid = Grid()
    text = _decoded(data, grid)
    separator, text = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    # A limit of the whole process.
    usual = csv.field_size_limit(len(text) + 1)
    try:
        for number, cells in enumerate(reader, start=1):
            grid.add(number, cells)
    except csv.Error as error:
        raise NotASheet(_said(error, number + 1)) from None
    finally:
        csv.field_size_limit(usual)
    return grid


def _decoded(data: bytes, grid: Grid) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    if encoding := _unmarked_utf_16(data):
        return _strictly(data, encoding)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        return _as_windows(data, error, grid)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        row = data[: error.start].count(b"\n") + 1
        raise NotASheet(
            f"Line {row} of the file is not {encoding.upper()[:6].strip('-')}, as its "
            f"first bytes say it is: {_AS_UTF_8}"
        ) from None


def _unmarked_utf_16(data: bytes) -> str:
    """Return utf-16-le or -be where every other byte of the beginning is null."""
    head = data[:200]
    pairs = len(head) // 2
    if pairs and head[1::2].count(0) > pairs * 0.8:
        return "utf-16-le"
    return "utf-16-be" if pairs and head[0::2].count(0) > pairs * 0.8 else ""


def _as_windows(data: bytes, error: UnicodeDecodeError, grid: Grid) -> str:
    """Read what is not UTF-8 as older spreadsheets write it, and say so."""
    line = data[: error.start].count(b"\n") + 1
    half = data.decode(errors="surrogateescape")
    is_mixed = any(each >= "\x80" and not _is_stray(each) for each in half)
    if not is_mixed:
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            pass
        else:
            said = text.splitlines()[line - 1 : line] or [""]
            grid.doubts.append(
                "The file is not UTF-8, so it was read as Windows-1252. Are the "
                f"accents and dashes right? Line {line} reads: {said[0][:100]}"
            )
            return text
    byte = data[error.start]
    raise NotASheet(
        f"Line {line} of the file holds a byte ({byte:02X}) that belongs to no "
        f"character: {_AS_UTF_8}"
    )


def _is_stray(character: str) -> bool:
    return "\udc80" <= character <= "\udcff"


def _separator(text: str) -> tuple[str, str]:
    """Return what separates the cells, and the text without a line that says so."""
    if said := _SAYS_ITS_SEPARATOR.match(text):
        return said[1], text[said.end() :]
    first = "".join(islice(io.StringIO(text, newline=""), 1))
    return max(_SEPARATORS, key=first.count), text


def _said(error: csv.Error, row: int) -> str:
    if "unexpected end" in str(error):
        return (
            f"Row {row} opens a quotation mark that is never closed: close it, or "
            "double the marks that belong to the text."
        )
    return (
        f"Row {row} has text after a closing quotation mark: double the marks that "
        "belong to the text."
    )
