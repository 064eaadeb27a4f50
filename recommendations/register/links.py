"""From the names in a row to the rows they stand for."""

from collections.abc import Iterable, Iterator

from recommendations.register.outcome import Tally
from recommendations.register.problems import Problems
from recommendations.register.reading import Row, TableReader
from recommendations.register.tables import Key, Link, Table, label

Ids = dict[Key, int | None]


class Resolver:
    """Finds what a row names in the tables loaded before it."""

    def __init__(
        self, table: Table, reader: TableReader, ids: dict[str, Ids | None]
    ) -> None:
        self.reader = reader
        self.ids = ids
        self.links = [link for link in table.links if link.to != table.name]
        self.listings = [
            listing
            for listing in table.listings
            if listing.column in {column.name for column in reader.columns or []}
        ]

    def resolve(self, row: Row) -> None:
        for link in self.links:
            key = link.key(row.texts)
            row.linked[link.attribute] = (
                None
                if key is None
                else self._id(link.to, key, row, link.columns, ends=link.ends)
            )
        for listing in self.listings:
            row.listed[listing.column] = [
                self._id(listing.to, key, row, (listing.column,))
                for key in listing.keys(row.texts)
            ]

    def _id(
        self,
        table: str,
        key: Key,
        row: Row,
        columns: tuple[str, ...],
        ends: Key = (),
    ) -> int | None:
        ids = self.ids[table]
        # Of a table or an inquiry that could not be read nothing can be said.
        if ids is None or "" in key:
            return None
        if (*key, *ends) not in ids:
            self.reader.say(not_there(table, key), row, columns[-1])
        return ids.get((*key, *ends))


class LateLinks:
    """Links of a table to itself: found once all of its rows are there."""

    def __init__(
        self, table: Table, reader: TableReader, ids: Ids, tally: Tally
    ) -> None:
        named = {column.name for column in reader.columns or []}
        self.table = table
        self.reader = reader
        self.ids = ids
        self.tally = tally
        self.links = [
            link
            for link in table.links
            if link.to == table.name and link.columns[-1] in named
        ]
        # For each link, which row of the file leads to which.
        self.leads: dict[Link, dict[Key, tuple[Key, int]]] = {
            link: {} for link in self.links
        }
        self.cleared: dict[Link, list[int]] = {link: [] for link in self.links}

    def note(self, rows: Iterable[Row]) -> None:
        for link in self.links:
            for row in rows:
                if row.key is None:
                    continue
                if target := link.key(row.texts):
                    self.leads[link][row.key] = (target, row.line)
                elif row.key in self.tally.touched and row.pk:
                    self.cleared[link].append(row.pk)

    def settle(self, problems: Problems) -> None:
        """Store the links; a link to nowhere or round in a circle is a problem."""
        for link in self.links:
            self._check(link, problems)
            if not problems.found:
                self._store(link)

    def _check(self, link: Link, problems: Problems) -> None:
        column = link.columns[-1]
        for target, line in self.leads[link].values():
            if target not in self.ids:
                message = f"there is no {label(target)} in {self.table.file}."
                problems.add(message, file=self.table.file, line=line, column=column)
        in_file = {key: target for key, (target, _) in self.leads[link].items()}
        for circle in circles(self._held_leads(link) | in_file):
            first = next(
                (self.leads[link][key][1] for key in circle if key in in_file), None
            )
            way = ", ".join(label(key) for key in (*circle, circle[0]))
            message = f"leads round in a circle: {way}."
            problems.add(message, file=self.table.file, line=first, column=column)

    def _held_leads(self, link: Link) -> dict[Key, Key]:
        """Return where rows lead that the file does not name."""
        columns = [self.table.column[name] for name in self.table.key]
        columns.append(self.table.column[link.columns[-1]])
        held = self.table.held().filter(**{f"{link.attribute}__isnull": False})
        leads = {}
        for _, *texts in self.table.texts(held, columns):
            named = dict(zip((c.name for c in columns), texts, strict=True))
            key, target = tuple(texts[:-1]), link.key(named)
            if target and key not in self.reader.lines_of:
                leads[key] = target
        return leads

    def _store(self, link: Link) -> None:
        model = self.table.model
        attribute = f"{link.attribute}_id"
        wanted = {
            self.ids[key]: self.ids[target]
            for key, (target, _) in self.leads[link].items()
        }
        set_already = dict(
            model._base_manager.filter(
                pk__in=[*wanted, *self.cleared[link]],
                **{f"{link.attribute}__isnull": False},
            ).values_list("pk", attribute)
        )
        wanted |= {pk: None for pk in self.cleared[link] if pk in set_already}
        model._base_manager.bulk_update(
            [
                model(pk=pk, **{attribute: target})
                for pk, target in wanted.items()
                if set_already.get(pk) != target
            ],
            [link.attribute],
            batch_size=500,
        )


def not_there(table: str, key: Key) -> str:
    return (
        f"there is no {label(key)} in {table}.csv or in the register: "
        "add it there or correct the name."
    )


def circles(leads: dict[Key, Key]) -> Iterator[list[Key]]:
    """Yield each way that comes back to where it began, once."""
    done: set[Key] = set()
    for start in leads:
        way: list[Key] = []
        at: Key | None = start
        while at is not None and at not in done and at not in way:
            way.append(at)
            at = leads.get(at)
        if at in way:
            yield way[way.index(at) :]
        done.update(way)
