"""The rows of a sheet, each cell checked by itself."""

from datetime import date
from typing import Any

from recommendations.register.cells import Choice, Text
from recommendations.register.problems import Problems
from recommendations.register.reading import Row, RowReader
from recommendations.register.tables import Column
from responses.sheets.grids import Grid, letter
from responses.sheets.harmless import as_typed
from responses.sheets.kinds import Kind
from responses.sheets.outcomes import Said


class SheetReader(RowReader):
    """Reads rows as people fill them in: Accepted in part, 10/11/2020.

    headings: the column of each, None for those that are not read.
    """

    place = "row"

    def __init__(
        self,
        kind: Kind,
        headings: list[Column | None],
        *,
        inquiry: str,
        on: date,
    ) -> None:
        self.headings = headings
        columns = [column for column in headings if column is not None]
        super().__init__(kind.table, columns, Problems(), inquiry=inquiry, on=on)

    def read_all(self, grid: Grid) -> list[Row]:
        """Return every row, the bad ones marked; name comes once all is known."""
        rows = [self._row(number, cells) for number, cells in grid.rows[1:]]
        of = {row.line: row for row in rows}
        for fault in grid.faults:
            if fault.row in of:
                self.say(fault.message, of[fault.row], self._named(fault.column))
        return rows

    def name(self, rows: list[Row]) -> None:
        """Give rows their keys, and check what must hold within each."""
        for row in rows:
            self._name(row)
            if row.is_good:
                self._check(row)

    def said(self, problems: list[Any]) -> list[Said]:
        """Return problems as they are told of a sheet."""
        letters = {
            column.name: letter(place)
            for place, column in enumerate(self.headings)
            if column is not None
        }
        return [
            Said(each.message, each.line, letters.get(each.column, ""), each.column)
            for each in problems
        ]

    def _row(self, number: int, cells: list[str]) -> Row:
        padded = cells + [""] * (len(self.headings) - len(cells))
        row = self._read(
            number,
            [
                cell
                for cell, column in zip(padded, self.headings, strict=False)
                if column is not None
            ],
        )
        for place, cell in enumerate(cells[len(self.headings) :], len(self.headings)):
            if cell.strip():
                self.say(
                    f"has something in column {letter(place)}, which has no heading: "
                    "move or delete it. A text that holds a separator needs quotation "
                    "marks around it.",
                    row,
                    "",
                )
                break
        return row

    def _value(self, column: Column, cell: str) -> Any:
        if isinstance(column.cell, Text):
            cell = as_typed(cell.strip())
        elif isinstance(column.cell, Choice):
            cell = "_".join(cell.lower().replace("-", " ").split())
        return super()._value(column, cell)

    def _named(self, place: int | None) -> str:
        if place is None or place >= len(self.headings):
            return ""
        column = self.headings[place]
        return column.name if column else ""
