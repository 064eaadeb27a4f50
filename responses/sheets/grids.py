"""A sheet as its cells alone, however it came; and how large one may be.

Plain Python: sheets are read in a process of its own, which knows no Django.
"""

from dataclasses import asdict, dataclass, field
from typing import Any

MOST_ROWS = 10_000  # below the headings
MOST_COLUMNS = 60
MOST_CHARACTERS = 20_000_000  # in all cells together
LONGEST_CELL = 32_767  # characters, as in Excel


class NotASheet(Exception):
    """The file cannot be read as a sheet; the message says why and what to do."""


@dataclass
class Fault:
    """What is wrong in a row. column: counted from 0; None where it is the row's."""

    row: int
    column: int | None
    message: str


@dataclass
class Grid:
    """The cells of a sheet as text.

    rows: those that hold something, each with its number as a spreadsheet shows it;
    the first holds the headings. doubts: what somebody has to confirm. notes: what is
    good to know.
    """

    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _characters: int = 0

    def as_json(self) -> dict[str, Any]:
        """Return it as another process or the database can keep it."""
        return {
            "rows": self.rows,
            "faults": [asdict(fault) for fault in self.faults],
            "doubts": self.doubts,
            "notes": self.notes,
        }

    def add(self, number: int, cells: list[str]) -> None:
        """Take a row in, blank ones left out. Raises NotASheet when it is too much."""
        while cells and not cells[-1].strip():
            cells.pop()
        if not cells:
            return
        if len(cells) > MOST_COLUMNS:
            raise NotASheet(
                f"Row {number} has more than {MOST_COLUMNS} columns: delete what "
                "stands to the right of the table."
            )
        if len(self.rows) > MOST_ROWS:
            raise NotASheet(
                f"The sheet has more than {MOST_ROWS:,} rows below its headings: split "
                "it into several."
            )
        self._measure(number, cells)
        self.rows.append((number, cells))

    def _measure(self, number: int, cells: list[str]) -> None:
        for column, cell in enumerate(cells):
            self._characters += len(cell)
            if len(cell) > LONGEST_CELL:
                raise NotASheet(
                    f"Cell {letter(column)}{number} has {len(cell):,} characters: "
                    f"shorten it to {LONGEST_CELL:,}."
                )
        if self._characters > MOST_CHARACTERS:
            raise NotASheet(
                f"The sheet holds more than {MOST_CHARACTERS:,} characters: split it "
                "into several."
            )


def letter(column: int) -> str:
    """Return a column's letters, A for 0 and AA for 26."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def some(named: list[str], *, most: int = 5) -> str:
    """Return the first few, and how many there are besides."""
    more = f" and {len(named) - most:,} more" if len(named) > most else ""
    return ", ".join(named[:most]) + more
