"""One file's rows, each cell checked by itself and each row against its own rules."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from sys import intern
from typing import Any

from recommendations.register.cells import NotACell, refuse_unseen, tidied
from recommendations.register.files import CsvFile
from recommendations.register.problems import Problems
from recommendations.register.tables import (
    INQUIRY,
    Column,
    Key,
    Table,
    within_inquiry,
)


@dataclass(slots=True)
class Row:
    """A row as read. key: None where the cells that name it cannot be read."""

    line: int
    values: dict[str, Any]
    texts: dict[str, str]
    is_good: bool = True
    key: Key | None = None
    # Found later: its id, and those of the rows it names.
    pk: int | None = None
    linked: dict[str, int | None] = field(default_factory=dict)
    listed: dict[str, list[int | None]] = field(default_factory=dict)


class RowReader:
    """Reads the rows of a table, whatever sort of file they stand in.

    columns: those that the file has, in its order. inquiry: the slug that rows belong
    to unless they say; blank where several are possible, None where that is not known.
    """

    # What a row is counted by, in messages.
    place = "line"

    def __init__(
        self,
        table: Table,
        columns: list[Column] | None,
        problems: Problems,
        *,
        inquiry: str | None,
        on: date,
    ) -> None:
        self.table = table
        self.columns = columns
        self.inquiry = inquiry or ""
        self.must_name_inquiry = inquiry == ""
        self.on = on
        self.problems = problems
        self.lines_of: dict[Key, int] = {}
        self._unique: list[dict[Key, int]] = [{} for _ in table.uniques]

    def say(self, message: str, row: Row, column: str) -> None:
        self.problems.add(message, file=self.table.file, line=row.line, column=column)
        row.is_good = False

    def read(self, line: int, cells: list[str]) -> Row:
        """Return a row, marked as bad where something is wrong with it."""
        row = self._read(line, cells)
        self._name(row)
        if row.is_good:
            self._check(row)
        return row

    def _read(self, line: int, cells: list[str]) -> Row:
        row = Row(line, {INQUIRY: self.inquiry}, {INQUIRY: self.inquiry})
        for column, cell in zip(self.columns or [], cells, strict=True):
            try:
                value = self._value(column, cell)
            except NotACell as problem:
                self.say(str(problem), row, column.name)
                row.values[column.name], row.texts[column.name] = None, ""
            else:
                row.values[column.name] = value
                row.texts[column.name] = column.cell.write(value)
        for name, parts in self.table.paths.items():
            if name in row.texts:
                row.texts[name] = within_inquiry(
                    row.texts[name], row.texts[INQUIRY], parts=parts
                )
        return row

    def _value(self, column: Column, cell: str) -> Any:
        if not cell.isprintable():
            refuse_unseen(cell)
        if text := tidied(cell):
            return column.cell.read(text)
        if column.may_be_blank:
            return column.cell.blank
        if column.name == INQUIRY and column.is_optional and self.inquiry:
            return self.inquiry
        raise NotACell("is blank, and may not be.")

    def _name(self, row: Row) -> None:
        """Find the row's key, and whether it is the first of that key."""
        parts = [
            (self.table.column[name], row.texts.get(name, ""))
            for name in self.table.key
        ]
        if any(not text and not column.may_be_blank for column, text in parts):
            return
        row.key = tuple(intern(text) for _, text in parts)
        first = self.lines_of.setdefault(row.key, row.line)
        if first != row.line:
            self.say(
                f"names the same row as {self.place} {first}: keep one of them.",
                row,
                self.table.key[-1],
            )

    def _check(self, row: Row) -> None:
        for column, message in (
            found for rule in self.table.rules for found in rule(row.values, self.on)
        ):
            self.say(message, row, column)
        for column, message in (
            found for doubt in self.table.doubts for found in doubt(row.values, self.on)
        ):
            self.problems.warn(
                message, file=self.table.file, line=row.line, column=column
            )
        for columns, seen in zip(self.table.uniques, self._unique, strict=True):
            # What has no number is told apart by its reference alone.
            if any(row.values.get(name, "") is None for name in columns):
                continue
            named = tuple(row.texts.get(name, "") for name in columns)
            first = seen.setdefault(named, row.line)
            if first != row.line:
                column = "number" if "number" in columns else columns[-1]
                self.say(
                    f"{row.texts[column]!r} stands in {self.place} {first} already.",
                    row,
                    column,
                )


class TableReader(RowReader):
    """Reads a table's file; columns is None where that could not be begun."""

    def __init__(
        self,
        table: Table,
        directory: Path,
        problems: Problems,
        *,
        inquiry: str | None,
        on: date,
    ) -> None:
        super().__init__(table, None, problems, inquiry=inquiry, on=on)
        self.file = CsvFile(directory / table.file, problems)
        header = self.file.read_header(
            known=[column.name for column in table.columns], optional=table.optional
        )
        if header is not None:
            self.columns = [table.column[name] for name in header]

    def rows(self) -> Iterator[Row]:
        """Yield every row that could be read, the bad ones marked."""
        if not self._knows_its_inquiry():
            return
        for line, cells in self.file.read_rows():
            yield self.read(line, cells)

    def _knows_its_inquiry(self) -> bool:
        named = [column.name for column in self.columns or []]
        if INQUIRY in named or INQUIRY not in self.table.column:
            return True
        if not self.must_name_inquiry:
            return True
        self.problems.add(
            f"needs a column {INQUIRY}: inquiries.csv does not name just one.",
            file=self.table.file,
        )
        return False
