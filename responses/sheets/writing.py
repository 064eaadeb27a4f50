"""Sheets out: what an import takes, an empty one to fill in, one that was checked."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell

from recommendations.models import Addressee, Inquiry
from recommendations.querysets import AddresseeQuerySet
from recommendations.register.cells import Text
from recommendations.register.tables import INQUIRY, Column
from responses.models import SheetImport
from responses.sheets.grids import LONGEST_CELL
from responses.sheets.harmless import as_typed, harmless
from responses.sheets.headings import OURS, normal
from responses.sheets.kinds import Kind
from responses.sheets.outcomes import Change, Outcome, Said
from responses.sheets.uploads import grid_of

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
Rows = Iterable[Iterable[str]]


def written(rows: Rows, ending: str) -> bytes:
    """Return a sheet's bytes. ending: csv or xlsx."""
    return _workbook(rows) if ending == "xlsx" else _separated(rows)


def empty_sheet(kind: Kind) -> Iterator[list[str]]:
    """Yield the headings, and one row as somebody would fill it in."""
    columns = _columns(kind)
    yield [column.name for column in columns]
    yield [kind.example.get(column.name, "") for column in columns]


def export(
    kind: Kind, addressees: AddresseeQuerySet, *, on: date
) -> Iterator[list[str]]:
    """Yield what the record holds for the addressees, as an import takes it.

    Of what can only be changed, that of the outstanding ones as at a day: the work.
    """
    columns = _columns(kind)
    table = kind.table
    if kind.may_add:
        chosen = table.exported().filter(addressee__in=addressees.values("pk"))
    else:
        outstanding = Addressee.objects.outstanding(on=on).order_by().values("pk")
        chosen = table.exported().filter(pk__in=addressees.values("pk"))
        chosen = chosen.filter(pk__in=outstanding)
    yield [column.name for column in columns]
    for _, *texts in table.texts(chosen, columns, is_export=True):
        yield [
            harmless(text) if isinstance(column.cell, Text) else text
            for column, text in zip(columns, texts, strict=True)
        ]


def checked(sheet: SheetImport) -> Iterator[list[str]]:
    """Yield an uploaded sheet as it came, and beside each row what was found."""
    grid, outcome = grid_of(sheet.grid), Outcome.from_json(sheet.outcome)
    (_, headings), *rows = grid.rows
    kept = [place for place, name in enumerate(headings) if normal(name) not in OURS]
    width = len(headings)
    yield [*(headings[place] for place in kept), *OURS]
    found = _Found(outcome)
    before = 1
    for number, cells in rows:
        # Blank rows stay, so that rows keep their numbers.
        yield from ([""] for _ in range(before + 1, number))
        before = number
        padded = cells + [""] * (width - len(cells))
        typed = [harmless(as_typed(padded[place])) for place in kept]
        yield [*typed, *found.of(number)]


class _Found:
    """What an outcome says of each row."""

    def __init__(self, outcome: Outcome) -> None:
        self.faults = _by_row(outcome.faults)
        self.doubts = _by_row(outcome.doubts)
        self.changes = {change.row: _in_words(change) for change in outcome.changes}

    def of(self, row: int) -> list[str]:
        said = (self.faults, self.doubts, self.changes)
        return [harmless(each.get(row, "")) for each in said]


def _by_row(said: list[Said]) -> dict[int | None, str]:
    told: dict[int | None, list[str]] = {}
    for each in said:
        about = f"{each.column}: {each.message}" if each.column else each.message
        told.setdefault(each.row, []).append(about)
    return {row: "\n".join(messages) for row, messages in told.items()}


def _in_words(change: Change) -> str:
    if change.is_new:
        return "new"
    return "\n".join(
        f"{each.column}: {each.before or 'nothing'} → {each.after or 'nothing'}"
        for each in change.fields
    )


def _columns(kind: Kind) -> list[Column]:
    """Return the kind's columns; the inquiry's where there is more than one."""
    is_inquiry_named = len(Inquiry.objects.values_list("pk")[:2]) > 1
    return [
        column
        for column in kind.table.columns
        if column.name != INQUIRY or is_inquiry_named
    ]


def _separated(rows: Rows) -> bytes:
    """Return CSV in UTF-8 with the mark by which a spreadsheet knows it."""
    file = io.StringIO(newline="")
    csv.writer(file).writerows(rows)
    return file.getvalue().encode("utf-8-sig", errors="replace")


def _workbook(rows: Rows) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Sheet")
    sheet.freeze_panes = "A2"
    for row in rows:
        sheet.append([_cell(sheet, text) for text in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(sheet: object, text: str) -> Cell | None:
    if not text:
        return None
    kept = ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_CELL]
    cell = WriteOnlyCell(sheet, kept)
    # Whatever it begins with, and whatever it is changed to: never a formula or date.
    cell.data_type = "s"
    cell.number_format = "@"
    return cell
