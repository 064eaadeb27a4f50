"""The CSV files themselves: bytes to numbered rows of text, and back.

UTF-8 with or without a byte order mark, commas, RFC 4180. A row is known by the line
on which it starts, as an editor counts them.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from recommendations.register.problems import Problems

LARGEST_FILE = 512 * 1024 * 1024
LONGEST_LINE = 1024 * 1024
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_AS_UTF_8 = "save it as UTF-8 (in a spreadsheet: CSV UTF-8)."


@dataclass
class CsvFile:
    """A file being read. What is wrong with it goes to problems, line by line."""

    path: Path
    problems: Problems

    def __post_init__(self) -> None:
        self._records = self._read_records()

    def read_header(self, *, known: list[str], optional: set[str]) -> list[str] | None:
        """Return the columns' names, or None where the file cannot be read on."""
        if not self._can_be_read():
            return None
        line, cells = next(self._records, (1, []))
        header = [cell.strip() for cell in cells]
        if not any(header):
            self._say(f"is empty: the first line names {', '.join(known)}.", None)
            return None
        faults = list(_faults_of(header, known, optional))
        for fault in faults:
            self._say(fault, line)
        self._width = len(header)
        return None if faults else header

    def read_rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the rows that have as many cells as the header; skip empty ones."""
        for line, cells in self._records:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) == self._width:
                yield line, cells
            else:
                self._say(
                    f"has {len(cells)} cells where the header has {self._width}: "
                    "a text that holds a comma needs quotation marks around it.",
                    line,
                )

    def _can_be_read(self) -> bool:
        try:
            size = self.path.stat().st_size
            with self.path.open("rb"):
                pass
        except FileNotFoundError:
            self._say("is missing: a file with only its first line will do.", None)
        except OSError as error:
            self._say(f"cannot be read: {error.strerror}.", None)
        else:
            if size <= LARGEST_FILE:
                return True
            self._say(f"is larger than {LARGEST_FILE // 1024**2} MB: split it.", None)
        return False

    def _read_records(self) -> Iterator[tuple[int, list[str]]]:
        reader = csv.reader(self._read_lines(), strict=True)
        while True:
            line = reader.line_num + 1
            try:
                yield line, next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                self._say(_said(error), line)
                if "limit" in str(error):
                    return

    def _read_lines(self) -> Iterator[str]:
        with self.path.open("rb") as file:
            read = iter(lambda: file.readline(LONGEST_LINE), b"")
            for number, line in enumerate(read, start=1):
                if number == 1 and line.startswith(_UTF_16):
                    self._say(f"is UTF-16: {_AS_UTF_8}", None)
                    return
                if len(line) == LONGEST_LINE:
                    self._say(f"is longer than {LONGEST_LINE:,} bytes.", number)
                    return
                if number == 1:
                    line = line.removeprefix(_BYTE_ORDER_MARK)
                yield self._decode(line, number)

    def _decode(self, line: bytes, number: int) -> str:
        try:
            return line.decode()
        except UnicodeDecodeError as error:
            byte = line[error.start]
            self._say(f"is not UTF-8 (byte {byte:02X}): {_AS_UTF_8}", number)
            return line.decode(errors="replace")

    def _say(self, message: str, line: int | None) -> None:
        self.problems.add(message, file=self.path.name, line=line)


class CsvWriter:
    """Writes rows as they are kept here: LF, quotation marks only where needed."""

    def __init__(self, file: TextIO) -> None:
        self._writer = csv.writer(file, lineterminator="\n")

    def write(self, rows: Iterable[Iterable[str]]) -> None:
        self._writer.writerows(rows)


def _faults_of(header: list[str], known: list[str], optional: set[str]) -> Iterator:
    for separator, name in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) == 1 and separator in header[0]:
            yield f"is separated by {name}: save it with commas."
            return
    columns = ", ".join(known)
    if unknown := [name for name in header if name not in known]:
        named = ", ".join(repr(name[:40]) for name in unknown[:10])
        yield f"has columns that are not known: {named}. Known are {columns}."
    if repeated := {
        name for name in header if name in known and header.count(name) > 1
    }:
        yield f"names a column twice: {', '.join(sorted(repeated))}."
    if missing := [name for name in known if name not in {*header, *optional}]:
        yield f"lacks the columns {', '.join(missing)}."


def _said(error: csv.Error) -> str:
    message = str(error)
    if "unexpected end" in message:
        return "opens a quotation mark that is never closed."
    if "limit" in message:
        return (
            f"has a cell of more than {csv.field_size_limit():,} characters: "
            "is a quotation mark left open?"
        )
    if "new-line" in message:
        return "ends its lines with CR alone: save it with LF or CRLF."
    return (
        "has text after a closing quotation mark: "
        "double the marks that belong to the text."
    )
