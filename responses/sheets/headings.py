"""The first row of a sheet: which of its columns are which."""

import re
from collections.abc import Iterator

from recommendations.register.tables import INQUIRY, Column
from responses.sheets.grids import MOST_ROWS, Grid, NotASheet, letter
from responses.sheets.kinds import Kind

# What we add to a sheet that is downloaded after it was checked.
OURS = ("errors", "to_confirm", "changes")


def columns_of(
    kind: Kind, grid: Grid, *, must_name_inquiry: bool
) -> list[Column | None]:
    """Return the column under each heading, None for those that are not read.

    Raises NotASheet with everything that is wrong with the headings.
    """
    _, cells = grid.rows[0]
    named = [normal(cell) for cell in cells]
    known = {column.name: column for column in kind.table.columns}
    needed = {column.name for column in kind.required}
    if must_name_inquiry:
        needed.add(INQUIRY)
    if faults := [*_faults(cells, named, known), *_missing(named, known, needed)]:
        raise NotASheet(" ".join(faults))
    if len(grid.rows) == 1:
        raise NotASheet(
            "The sheet has headings and nothing below them: add a row for each "
            f"{kind.one}, {MOST_ROWS:,} at most."
        )
    return [known.get(name) for name in named]


def normal(heading: str) -> str:
    """Return a heading as columns are named: "Report slug " is report_slug."""
    return re.sub(r"[\s_-]+", "_", heading.strip()).strip("_").lower()


def _faults(
    cells: list[str], named: list[str], known: dict[str, Column]
) -> Iterator[str]:
    allowed = {*known, *OURS, ""}
    strange = [
        f"{letter(place)} ({cells[place].strip()[:40]!r})"
        for place, name in enumerate(named)
        if name not in allowed
    ]
    if strange:
        yield (
            f"Headings are not known in columns {', '.join(strange[:10])}: correct or "
            f"delete them. Known are {', '.join(known)}."
        )
    doubled = [name for name in known if named.count(name) > 1]
    if doubled:
        yield f"Headings stand twice: {', '.join(doubled)}. Delete one of each."


def _missing(
    named: list[str], known: dict[str, Column], needed: set[str]
) -> Iterator[str]:
    missing = [name for name in known if name in needed and name not in named]
    if missing:
        yield f"Columns are missing: {', '.join(missing)}. Add them."
