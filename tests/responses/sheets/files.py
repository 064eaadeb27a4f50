"""Files for tests: cells as CSV and as workbooks."""

import csv
import io
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook


def csv_bytes(cells, **options):
    file = io.StringIO(newline="")
    csv.writer(file, **options).writerows(cells)
    return file.getvalue().encode()


def xlsx_bytes(cells, change=lambda sheet: None):
    """change: what is done to the sheet besides."""
    book = Workbook()
    for each in cells:
        book.active.append(each)
    change(book.active)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def repacked(data, name, replace):
    """Return a workbook with one of its parts made anew."""
    file = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for each in {*old.namelist(), name}:
            held = old.read(each) if each in old.namelist() else b""
            new.writestr(each, replace(held) if each == name else held)
    return file.getvalue()


def with_strings(data, strings):
    """Return a workbook with a part of strings, which is read before the cells."""
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml"
    part = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s.%s"/>'
    said = part % (kind, b"sharedStrings+xml")
    data = repacked(
        data,
        "[Content_Types].xml",
        lambda held: held.replace(b"</Types>", said + b"</Types>"),
    )
    return repacked(data, "xl/sharedStrings.xml", lambda _: strings)
