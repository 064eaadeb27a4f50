"""Tables of the register into CSV files, described by a data package."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from recommendations.register.data_package import data_package
from recommendations.register.files import CsvWriter
from recommendations.register.tables import INQUIRY, Column, Table

PACKAGE = "datapackage.json"


def write_tables(
    tables: Iterable[Table], directory: Path, *, inquiries: int
) -> dict[str, int]:
    """Write the files into the directory, and return how many rows each has.

    inquiries: how many the register holds; rows name theirs where it is more than one.
    Each file appears whole or not at all; other files in the directory stay untouched,
    save for our own optional ones that have no rows any more.
    """
    directory.mkdir(parents=True, exist_ok=True)
    counts, written = {}, []
    for table in tables:
        columns = columns_in_use(table, is_inquiry_named=inquiries > 1)
        counts[table.file] = _write(table, columns, directory)
        if counts[table.file] or not table.is_optional:
            written.append((table, columns))
        else:
            (directory / table.file).unlink()
            del counts[table.file]
    described = json.dumps(data_package(written), indent=2, ensure_ascii=False)
    with _new_file(directory / PACKAGE) as file:
        file.write(f"{described}\n")
    return counts


def columns_in_use(table: Table, *, is_inquiry_named: bool) -> list[Column]:
    """Return the columns to write: of the optional ones those that some row uses."""
    unused = {column.name: column for column in table.columns if column.is_optional}
    unused.pop(INQUIRY, None)
    columns = list(unused.values())
    for _, *texts in table.texts(table.exported(), columns, is_export=True):
        for column, text in zip(columns, texts, strict=True):
            if text != column.usual:
                unused.pop(column.name, None)
        if not unused:
            break
    return [
        column
        for column in table.columns
        if column.name not in unused
        and (column.name != INQUIRY or is_inquiry_named or not column.is_optional)
    ]


def _write(table: Table, columns: list[Column], directory: Path) -> int:
    rows = _Counted(table.texts(table.exported(), columns, is_export=True))
    with _new_file(directory / table.file) as file:
        writer = CsvWriter(file)
        writer.write([[column.name for column in columns]])
        writer.write(rows)
    return rows.count


class _Counted:
    """The texts of rows without their ids; of several alike the first."""

    def __init__(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self.rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        before = None
        for _, *texts in self.rows:
            if texts != before:
                self.count += 1
                yield tuple(texts)
            before = texts


@contextmanager
def _new_file(path: Path) -> Iterator[Any]:
    """Give a text file that takes its place only once it has been written whole."""
    with NamedTemporaryFile(
        "w",
        dir=path.parent,
        prefix=f".{path.name}.",
        encoding="utf-8",
        newline="",
        delete=False,
    ) as file:
        unfinished = Path(file.name)
        try:
            yield file
            file.flush()
            unfinished.chmod(0o644)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
