"""Rows of a sheet into the record, by the register's own store, each change told."""

from datetime import date, datetime

from recommendations.register.outcome import Tally
from recommendations.register.reading import Row
from recommendations.register.storing import Store
from recommendations.register.tables import Column, label
from responses.models import Officer
from responses.sheets.kinds import OF_THE_PAPER, Kind
from responses.sheets.outcomes import Change, Difference, Outcome


class SheetStore(Store):
    """Stores the rows of a sheet, and writes down what became of each."""

    def __init__(
        self, kind: Kind, columns: list[Column], *, by: Officer, on: date, at: datetime
    ) -> None:
        table = kind.table
        stored = {
            column.name: column for column in columns if column.name not in OF_THE_PAPER
        }
        # By its end every row names its paper, whether or not the sheet does.
        if named := table.column.get("document_slug"):
            stored[named.name] = named
        super().__init__(table, list(stored.values()), Tally(), on=on, at=at)
        if "recorded_at" in self.stamps:
            self.stamps["recorded_by"] = by
        self.outcome = Outcome()

    def put_all(self, rows: list[Row]) -> Outcome:
        """Store the rows, and return what became of them, in their order."""
        new = [Change(row.line, _what(row)) for row in rows if row.pk is None]
        self.put(rows, is_kept=True)
        told = self.outcome
        told.created, told.changed = self.tally.added, self.tally.changed
        told.unchanged = self.tally.unchanged
        told.changes = sorted([*told.changes, *new], key=lambda change: change.row)
        return told

    def _tell(self, row: Row, differing: list[tuple[Column, str]]) -> None:
        fields = [
            Difference(column.name, old, row.texts[column.name])
            for column, old in differing
        ]
        self.outcome.changes.append(Change(row.line, _what(row), fields))


def _what(row: Row) -> str:
    """Return whom a row is about, and in which paper."""
    named = ("report_slug", "reference", "institution_slug", "document_slug")
    return label(tuple(row.texts.get(name, "") for name in named))
