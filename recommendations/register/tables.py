"""What a table of the register is: a file, a model, and how the two correspond.

One declaration serves loading, exporting and the data package, so that they cannot
disagree. A row is compared and named by its texts, as they stand in the file.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from sys import intern
from typing import Any, Literal

from django.db import models
from django.db.models.functions import Collate

from recommendations.register.cells import Cell

INQUIRY = "inquiry_slug"
Key = tuple[str, ...]
Texts = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a file.

    held: where the database has its value, a path or an expression; its name unless
    said. is_set: whether it is an attribute of the model, and not a part of a link.
    usual: the text of a row that makes no use of an optional column.
    """

    name: str
    cell: Cell
    about: str
    held: Any = None
    # What an export writes, where that differs.
    exported: Any = None
    is_set: bool = True
    may_be_blank: bool = False
    # The file may come without it; rows that are there already then keep theirs.
    is_optional: bool = False
    # A blank leaves what is there already.
    keeps_on_blank: bool = False
    usual: str = ""

    @property
    def attribute(self) -> str:
        return self.held if isinstance(self.held, str) else self.name

    def expression(self, *, is_export: bool) -> Any:
        """Return where the database has the value, for a file or to compare."""
        if is_export and self.exported is not None:
            return self.exported
        return (
            models.F(self.attribute) if isinstance(self.held, str | None) else self.held
        )


@dataclass(frozen=True, kw_only=True)
class Link:
    """A foreign key, named in the file by the key of a row in another table.

    columns: those that the target's key is made of, the last named in a problem.
    by_path: the last column holds a whole path, such as internet/4. ends: what the
    target's key goes on with that no column says.
    """

    attribute: str
    to: str
    columns: tuple[str, ...]
    by_path: bool = False
    ends: Key = ()

    def key(self, texts: Texts) -> Key | None:
        if not texts.get(self.columns[-1]):
            return None
        if self.by_path:
            return path_key(texts[self.columns[-1]], texts[INQUIRY], parts=2)
        return tuple(texts[column] for column in self.columns)


@dataclass(frozen=True, kw_only=True)
class Listing:
    """Several rows of another table, named in one cell and kept in a through table."""

    column: str
    to: str
    through: type[models.Model]
    owner: str
    target: str
    is_ordered: bool = True
    # How many slugs name one of them, the inquiry's not counted.
    parts: int = 1

    def keys(self, texts: Texts) -> list[Key]:
        named = [name for name in texts[self.column].split(";") if name]
        if self.parts == 1:
            return [(name,) for name in named]
        return [path_key(name, texts[INQUIRY], parts=self.parts) for name in named]


# From a row's values and the day of loading to pairs of column and problem.
Rule = Callable[[Mapping[str, Any], date], Iterable[tuple[str, str]]]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A file of the register, and the model whose rows it holds.

    key: the columns that tell its rows apart. order: how they are sorted, by paths
    (code point by code point) or expressions. of_inquiry: the path to the inquiry's
    slug, blank for what inquiries share. rules: what must hold between the cells of a
    row.
    """

    name: str
    title: str
    model: type[models.Model]
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    order: tuple[Any, ...]
    of_inquiry: str = ""
    links: tuple[Link, ...] = ()
    listings: tuple[Listing, ...] = ()
    uniques: tuple[tuple[str, ...], ...] = ()
    rules: tuple[Rule, ...] = ()
    # What is odd, and stored all the same.
    doubts: tuple[Rule, ...] = ()
    # Which rows of the model belong to the register at all; no draft does.
    rows: models.Q = field(default_factory=models.Q)
    # Which of them the public may see.
    shown: Any = field(default_factory=models.Q)
    # Those that officers recorded: a load never removes them.
    by_officers: models.Q | None = None
    # Attributes of a new row: the day or the moment of loading.
    stamps: Mapping[str, Literal["on", "at"]] = field(default_factory=dict)
    # The directory may come without the file.
    is_optional: bool = False
    # Its rows are shared, so that those missing from the files mean nothing.
    is_lasting: bool = False

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    @cached_property
    def column(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    @property
    def optional(self) -> set[str]:
        return {column.name for column in self.columns if column.is_optional}

    @cached_property
    def paths(self) -> dict[str, int]:
        """The columns that hold paths, and how many slugs one has."""
        by_link = {link.columns[-1]: 2 for link in self.links if link.by_path}
        return by_link | {
            each.column: each.parts for each in self.listings if each.parts > 1
        }

    def held(self, inquiries: Iterable[str] | None = None) -> models.QuerySet[Any]:
        """Return the rows in the database; of some inquiries, where it matters."""
        rows = self.model._base_manager.filter(self.rows)
        if self.of_inquiry and inquiries is not None:
            rows = rows.filter(**{f"{self.of_inquiry}__in": list(inquiries)})
        return rows

    def exported(self) -> models.QuerySet[Any]:
        """Return the rows that a file shows, as it is sorted."""
        return (
            self.held()
            .filter(self.shown)
            .order_by(
                *(
                    Collate(models.F(path), "C").asc()
                    if isinstance(path, str)
                    else path
                    for path in self.order
                )
            )
        )

    def keys(self, inquiries: Iterable[str]) -> dict[Key, int]:
        """Return the keys of the rows in the database, with their ids."""
        columns = [self.column[name] for name in self.key]
        # Slugs come again and again: one copy of each is enough.
        return {
            tuple(map(intern, texts)): pk
            for pk, *texts in self.texts(self.held(inquiries), columns)
        }

    def texts(
        self,
        rows: models.QuerySet[Any],
        columns: Iterable[Column],
        *,
        is_export: bool = False,
    ) -> Iterator[tuple[Any, ...]]:
        """Yield each row's id and what stands in the columns, as a file has it."""
        columns = list(columns)
        # Named apart from the model's fields, which an annotation may not shadow.
        asked = {
            f"{column.name}_text": column.expression(is_export=is_export)
            for column in columns
        }
        write = [column.cell.write for column in columns]
        found = rows.annotate(**asked).values_list("pk", *asked)
        for pk, *values in found.iterator(chunk_size=2000):
            yield (pk, *(say(value) for say, value in zip(write, values, strict=True)))


def path_key(path: str, inquiry: str, *, parts: int) -> Key:
    """Return the key that a path leads to, within the inquiry unless it names one."""
    key = tuple(path.split("/"))
    return (inquiry, *key) if len(key) == parts else key


def within_inquiry(paths: str, inquiry: str, *, parts: int) -> str:
    """Return paths, separated by semicolons, without the inquiry that goes unsaid."""
    return ";".join(
        path.removeprefix(f"{inquiry}/") if path.count("/") == parts else path
        for path in paths.split(";")
    )


def label(key: Key) -> str:
    """Return a key as a person reads it."""
    return "/".join(part for part in key if part)
