"""Sheets of XLSX workbooks: the first visible one, its cells as they are shown."""

import re
import warnings
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, LargeZipFile, ZipFile

from defusedxml.ElementTree import iterparse
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from responses.sheets.grids import MOST_COLUMNS, Fault, Grid, NotASheet, some

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
MOST_PARTS = 500
MOST_UNPACKED = 50 * 1024**2  # bytes
LAST_ROW = 1_048_576
_IN_LIST = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
# What a number format holds besides its parts: texts, colours, literal characters.
_NOT_A_DATE_PART = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_OF_NOTE = re.compile(rb"hidden\s*=|<(?:\w+:)?(?:mergeCell|f)[\s/>]")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_DAMAGED = (
    "The workbook is damaged and cannot be read: open it in a spreadsheet, save it "
    "again as .xlsx and upload that."
)
_DECLARES = re.compile(
    b"|".join(
        re.escape("<!ENTITY".encode(encoding))
        for encoding in ("utf-8", "utf-16-le", "utf-16-be")
    )
)
_ENTITIES = (
    "The workbook declares entities, which no spreadsheet writes: save the table as "
    "CSV UTF-8 and upload that."
)
# What the library raises over a file that no spreadsheet wrote.
_TRIPS = (
    ArithmeticError,
    AttributeError,
    BadZipFile,
    EOFError,
    InvalidFileException,
    LargeZipFile,
    LookupError,
    NotImplementedError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
    zlib.error,
)
_SAVE_AS = "save it as an Excel workbook (.xlsx) or as CSV UTF-8."


def refuse_old_workbook(data: bytes) -> None:
    """Raise NotASheet for what Excel wraps in the older way."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise NotASheet(
            "The workbook is protected by a password: take the password off, save it "
            "and upload it again."
        )
    raise NotASheet(f"The file is an old kind of workbook or document: {_SAVE_AS}")


def read_workbook(data: bytes) -> Grid:
    """Return the cells of an XLSX file. Raises NotASheet.

    Of a formula the value last shown counts. A date keeps no more than its format
    shows: what reads "Nov 2020" is a month. External links are not followed.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            _look_over(archive)
        return _read(data)
    except _TRIPS:
        raise NotASheet(_DAMAGED) from None


def _look_over(archive: ZipFile) -> None:
    parts = {part.filename: part for part in archive.infolist()}
    if len(archive.infolist()) > MOST_PARTS:
        raise NotASheet(
            f"The workbook has more than {MOST_PARTS} parts: copy the table into a new "
            "workbook and upload that."
        )
    if sum(part.file_size for part in parts.values()) > MOST_UNPACKED:
        raise NotASheet(
            f"The workbook unpacks to more than {MOST_UNPACKED // 1024**2} MB: copy "
            "the table alone into a new workbook and upload that."
        )
    if any(part.flag_bits & 1 for part in parts.values()):
        raise NotASheet(
            "The file is protected by a password: take the password off, save it and "
            "upload it again."
        )
    if "xl/workbook.xml" not in parts:
        kind = "a binary workbook" if "xl/workbook.bin" in parts else "not a workbook"
        raise NotASheet(f"The file is {kind}: {_SAVE_AS}")
    if any("vbaproject" in name.lower() for name in parts):
        raise NotASheet(
            "The workbook holds macros: save it as a workbook without macros (.xlsx)."
        )
    # Before anything parses it: which parser openpyxl takes depends on what is
    # installed, and not each of them refuses.
    if any(_DECLARES.search(archive.read(part)) for part in parts.values()):
        raise NotASheet(_ENTITIES)


def _read(data: bytes) -> Grid:
    grid = Grid()
    with warnings.catch_warnings():
        # Of what openpyxl leaves out: validations, headers and the like.
        warnings.simplefilter("ignore")
        book = load_workbook(
            BytesIO(data), read_only=True, data_only=True, keep_links=False
        )
        visible = [each for each in book.worksheets if each.sheet_state == "visible"]
        if not visible:
            raise NotASheet("The workbook has no visible sheet: show one.")
        sheet = visible[0]
        if len(book.sheetnames) > 1:
            grid.notes.append(
                f"Only the first visible sheet was read, “{sheet.title}”, of "
                f"{len(book.sheetnames)} in the workbook."
            )
        part = book._archive.read(sheet._worksheet_path)
        # To parse it all a second time takes as long as the first, and is rarely due.
        if _OF_NOTE.search(part) or part.startswith(_UTF_16):
            _note_oddities(BytesIO(part), grid)
        del part
        for number, cells in enumerate(
            sheet.iter_rows(max_col=MOST_COLUMNS + 1), start=1
        ):
            if number > LAST_ROW:
                break
            grid.add(
                number,
                [
                    "" if cell.value is None else _text(cell, number, grid)
                    for cell in cells
                ],
            )
    return grid


def _note_oddities(part: Any, grid: Grid) -> None:
    """Look in the sheet's own XML for what its values do not tell."""
    places = defaultdict(list)
    for oddity, place in _oddities(part):
        places[oddity].append(place)
    if merged := places["merged"]:
        raise NotASheet(
            f"Cells are merged: {some(merged)}. Unmerge them, so that each row holds "
            "its own values."
        )
    if hidden := places["hidden"]:
        grid.doubts.append(
            f"Rows are hidden in the sheet, by hand or by a filter: {some(hidden)}. "
            "They are imported like the others."
        )
    if formulas := places["formula"]:
        grid.notes.append(
            f"Cells hold formulas: {some(formulas)}. What they last showed is imported."
        )
    for place in places["unknown"]:
        _fault_formula(place, grid)


def _oddities(part: Any) -> Iterator[tuple[str, str]]:
    """Yield what a row, a range or a cell is, and its place."""
    for name, element in _elements(part):
        place = element.get("r") or element.get("ref") or "?"
        if name == "mergeCell":
            yield "merged", place
        elif name == "row" and element.get("hidden") in {"1", "true"}:
            yield "hidden", place
        elif name == "c" and "formula" in element.attrib:
            yield "formula" if "value" in element.attrib else "unknown", place


def _elements(part: Any) -> Iterator[tuple[str, Any]]:
    """Yield rows, cells and merged ranges; a cell is marked by what stands in it."""
    spaces = {f"{{{_IN_LIST}}}", f"{{{_STRICT}}}"}
    marks: Counter[str] = Counter()
    for _, element in iterparse(part):
        space, brace, name = element.tag.rpartition("}")
        if space + brace not in spaces:
            continue
        if name in {"f", "v"}:
            marks[name] += name == "f" or bool(element.text)
        elif name == "c":
            if marks["f"]:
                element.set("formula", "")
            if marks["v"]:
                element.set("value", "")
            marks.clear()
        if name in {"row", "c", "mergeCell"}:
            yield name, element
            element.clear()


def _fault_formula(place: str, grid: Grid) -> None:
    if found := re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", place):
        column = 0
        for each in found[1]:
            column = column * 26 + ord(each) - ord("A") + 1
        grid.faults.append(
            Fault(
                int(found[2]),
                column - 1,
                "holds a formula that was never worked out: open the file in a "
                "spreadsheet and save it, or write the value.",
            )
        )


def _text(cell: Any, row: int, grid: Grid) -> str:
    """Return what a cell shows."""
    value = cell.value
    match value:
        case str():
            if cell.data_type == "e":
                column = cell.column - 1
                message = f"holds the error {value}: write the value."
                grid.faults.append(Fault(row, column, message))
                return ""
            return value
        case bool():
            return "yes" if value else "no"
        case datetime() | date():
            return _day(value, str(cell.number_format or ""))
        case time() | timedelta():
            return str(value)
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
    return str(value)


def _day(value: date, shown_as: str) -> str:
    """Return a date as exactly as its format shows it, and no more so."""
    shown = _NOT_A_DATE_PART.sub("", shown_as.split(";")[0]).lower()
    text = value.isoformat()[:10]
    if "d" in shown or "y" not in shown:
        return text
    return text[:7] if "m" in shown else text[:4]
