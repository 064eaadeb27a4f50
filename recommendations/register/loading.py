"""Rows of files into the database: added or changed, in batches, one table at a time.

Once a problem has been found nothing more is written, but everything is still read,
so that every problem is reported.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import batched
from pathlib import Path

from django.db import IntegrityError, transaction

from recommendations.partial_dates import PartialDate
from recommendations.register.links import LateLinks, Resolver
from recommendations.register.outcome import Tally
from recommendations.register.problems import Problems
from recommendations.register.reading import Row, TableReader
from recommendations.register.storing import Store
from recommendations.register.tables import Key, Table

BATCH = 2000
# Instead of an id: the row is known and stays as it is.
LEFT_ALONE = -1


@dataclass
class Work:
    """One load of a directory: what is known so far, and what was done."""

    directory: Path
    on: date
    at: datetime
    problems: Problems = field(default_factory=Problems)
    inquiries: list[str] = field(default_factory=list)
    # None where a table could not be read: nothing can be said about its rows.
    ids: dict[str, dict[Key, int | None] | None] = field(default_factory=dict)
    tallies: dict[str, Tally] = field(default_factory=dict)
    # When papers and reports came out.
    published: dict[str, dict[Key, PartialDate]] = field(default_factory=dict)
    # Addressees that were there before; those to which something was done.
    held: set[int] = field(default_factory=set)
    stirred: set[int] = field(default_factory=set)
    # What the rows that were written hang on: ids, by the name of the link.
    hung_on: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def note(self, table: Table, rows: Iterable[Row]) -> None:
        """Remember what was written to, or hangs on what was."""
        for row in rows:
            if table.name == "addressees" and row.pk is not None:
                self.stirred.add(row.pk)
            for attribute, pk in row.linked.items():
                if pk is not None:
                    self.hung_on[attribute].add(pk)

    @property
    def sole_inquiry(self) -> str | None:
        """The one that all belongs to; blank if there are several, None if unknown."""
        if len(self.inquiries) == 1:
            return self.inquiries[0]
        return None if self.problems.found else ""


class Matching:
    """Which row in the database a row of a file stands for."""

    def __init__(self, table: Table, held: dict[Key, int], work: Work) -> None:
        self.table = table
        self.held = held
        self.work = work
        self.matched: set[int] = set()

    def in_turn(self, rows: Iterable[Row]) -> Iterable[Row]:
        """Return the rows in the order in which they find their match."""
        return rows

    def find(self, row: Row) -> int | None:
        """Return the id of the row that is meant; None for a new one."""
        return self.held.get(row.key) if row.key else None

    def missing(self) -> dict[Key, int]:
        """Return the rows that no row of the file stands for."""
        if self.table.is_lasting:
            return {}
        return {key: pk for key, pk in self.held.items() if pk not in self.matched}


def load_table(
    table: Table, work: Work, matching: type[Matching] = Matching
) -> set[Key]:
    """Store one table's file, and return the keys that it names.

    What is wrong with it goes to the work's problems.
    """
    held = table.keys(work.inquiries)
    known: dict[Key, int | None] = dict(held)
    work.ids[table.name] = known
    published = work.published[table.name] = {}
    if table.name == "addressees":
        work.held = set(held.values())
    if table.is_optional and not (work.directory / table.file).exists():
        return set()
    tally = work.tallies[table.name] = Tally()
    reader = TableReader(
        table, work.directory, work.problems, inquiry=work.sole_inquiry, on=work.on
    )
    if reader.columns is None:
        work.ids[table.name] = None
        return set()
    match = matching(table, held, work)
    late = LateLinks(table, reader, known, tally)
    store = Store(table, reader.columns, tally, on=work.on, at=work.at)
    resolver = Resolver(table, reader, work.ids)
    for rows in batched(match.in_turn(reader.rows()), BATCH):
        good = list(_known_or_new(rows, match, resolver, known))
        try:
            with transaction.atomic():
                written = store.put(good, is_kept=not work.problems.found)
        except IntegrityError as error:
            work.problems.add(_refusal(error), file=table.file, line=rows[0].line)
            continue
        work.note(table, written)
        known.update((row.key, row.pk) for row in good if row.key)
        published.update(
            (row.key, row.values["published"])
            for row in good
            if row.key and "published" in row.values
        )
        late.note(good)
    late.settle(work.problems)
    tally.missing = match.missing()
    return set(reader.lines_of)


def _known_or_new(
    rows: Iterable[Row],
    match: Matching,
    resolver: Resolver,
    known: dict[Key, int | None],
) -> Iterator[Row]:
    for row in rows:
        if row.key is None:
            continue
        known.setdefault(row.key, None)
        row.pk = match.find(row)
        if row.pk is not None:
            match.matched.add(row.pk)
        if row.pk != LEFT_ALONE:
            resolver.resolve(row)
            if row.is_good:
                yield row


def _refusal(error: IntegrityError) -> str:
    """Say what the database says, of what no rule here foresaw."""
    diagnosis = getattr(error.__cause__, "diag", None)
    detail = getattr(diagnosis, "message_detail", None) or str(error).splitlines()[0]
    name = getattr(diagnosis, "constraint_name", None) or "a constraint"
    return (
        f"the database refuses this row or one of the {BATCH:,} after it: {detail} "
        f"({name}). Change one thing at a time."
    )
