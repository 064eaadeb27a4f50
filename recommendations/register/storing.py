"""A batch of rows into the database: new ones inserted, differing ones changed."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from recommendations.register.outcome import SHOWN, Tally
from recommendations.register.reading import Row
from recommendations.register.tables import INQUIRY, Column, Listing, Table, label


class Store:
    """Puts rows where they belong, and counts. Sets the ids of new rows."""

    def __init__(
        self,
        table: Table,
        columns: list[Column],
        tally: Tally,
        *,
        on: date,
        at: datetime,
    ) -> None:
        self.table = table
        # Which inquiry a row belongs to is in its key.
        self.columns = [column for column in columns if column.name != INQUIRY]
        self.tally = tally
        moments = {"on": on, "at": at}
        self.stamps: dict[str, Any] = {
            name: moments[kind] for name, kind in table.stamps.items()
        }
        named = {column.name for column in columns}
        self.links = [
            link
            for link in table.links
            if link.to != table.name and link.columns[-1] in {*named, INQUIRY}
        ]
        self.listings = [each for each in table.listings if each.column in named]

    def put(self, rows: list[Row], *, is_kept: bool) -> list[Row]:
        """Insert and update, and return what is new or changed.

        Without `is_kept` nothing is written.
        """
        new = [row for row in rows if row.pk is None]
        changed = self._changed([row for row in rows if row.pk is not None])
        self.tally.added += len(new)
        self.tally.changed += len(changed)
        self.tally.unchanged += len(rows) - len(new) - len(changed)
        if is_kept:
            self._add(new)
            self._change(changed)
        return [*new, *(row for row, _ in changed)]

    def _changed(self, rows: list[Row]) -> list[tuple[Row, list[Column]]]:
        of_these = self.table.held().filter(pk__in=[row.pk for row in rows])
        held = {pk: texts for pk, *texts in self.table.texts(of_these, self.columns)}
        changed = []
        for row in rows:
            differing = [
                (column, old)
                for column, old in zip(self.columns, held[row.pk], strict=True)
                if old != row.texts[column.name] and not self._keeps(row, column)
            ]
            if differing:
                changed.append((row, [column for column, _ in differing]))
                self._tell(row, differing)
        return changed

    @staticmethod
    def _keeps(row: Row, column: Column) -> bool:
        return column.keeps_on_blank and not row.texts[column.name]

    def _tell(self, row: Row, differing: list[tuple[Column, str]]) -> None:
        key = row.key or ()
        self.tally.touched.add(key)
        if len(self.tally.differences) <= SHOWN:
            told = "; ".join(
                f"{column.name} {_cut(old)} to {_cut(row.texts[column.name])}"
                for column, old in differing
            )
            self.tally.differences.append(f"{label(key)}: {told}")

    def _add(self, rows: list[Row]) -> None:
        made = [
            self.table.model(
                **self.stamps,
                **self._attributes(row, self.columns),
                **{
                    f"{link.attribute}_id": row.linked[link.attribute]
                    for link in self.links
                },
            )
            for row in rows
        ]
        self.table.model._base_manager.bulk_create(made)
        for row, instance in zip(rows, made, strict=True):
            row.pk = instance.pk
        for listing in self.listings:
            _list(listing, rows)

    def _change(self, changed: list[tuple[Row, list[Column]]]) -> None:
        # Together those in which the same columns differ, so that no other is written.
        alike: dict[tuple[str, ...], list[Row]] = {}
        for row, columns in changed:
            alike.setdefault(tuple(column.name for column in columns), []).append(row)
        for names, rows in alike.items():
            self._update(rows, [self.table.column[name] for name in names])
            for listing in self.listings:
                if listing.column in names:
                    listing.through._base_manager.filter(
                        **{f"{listing.owner}__in": [row.pk for row in rows]}
                    ).delete()
                    _list(listing, rows)

    def _update(self, rows: list[Row], columns: list[Column]) -> None:
        names = {column.name for column in columns}
        links = [link for link in self.links if link.columns[-1] in names]
        fields = [column.attribute for column in columns if column.is_set]
        fields += [link.attribute for link in links]
        if fields:
            self.table.model._base_manager.bulk_update(
                [
                    self.table.model(
                        pk=row.pk,
                        **self._attributes(row, columns),
                        **{
                            f"{link.attribute}_id": row.linked[link.attribute]
                            for link in links
                        },
                    )
                    for row in rows
                ],
                fields,
                batch_size=500,
            )

    def _attributes(self, row: Row, columns: Iterable[Column]) -> dict[str, Any]:
        return {
            column.attribute: row.values[column.name]
            for column in columns
            if column.is_set and not self._keeps(row, column)
        }


def _list(listing: Listing, rows: list[Row]) -> None:
    """Name the bodies of each row, in order."""
    listing.through._base_manager.bulk_create(
        listing.through(
            **{f"{listing.owner}_id": row.pk, f"{listing.target}_id": named},
            **({"order": order} if listing.is_ordered else {}),
        )
        for row in rows
        for order, named in enumerate(row.listed[listing.column], start=1)
    )


def _cut(text: str) -> str:
    return repr(text if len(text) <= 60 else f"{text[:59]}…")
