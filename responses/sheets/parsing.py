"""An uploaded file into its cells, in a process of its own that can do no harm.

Whoever uploads a file decides what a parser does with it. The process that runs this
has little memory and time, reads the file from its standard input and answers in JSON.
"""

import json
import resource
import sys

from responses.sheets.delimited import read_delimited
from responses.sheets.grids import Grid, NotASheet
from responses.sheets.workbooks import OLE, ZIP, read_workbook, refuse_old_workbook

MOST_MEMORY = 190 * 1024**2  # bytes of address space, the interpreter's own included
MOST_SECONDS = 20  # of computing
TOO_MUCH = (
    "The sheet takes more memory or time than it is given: copy the table alone into "
    "a new workbook, or save it as CSV UTF-8, and upload that."
)
_OTHERS = [
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a text document"),
    (b"\x1f\x8b", "a packed file"),
]


def parse(data: bytes) -> Grid:
    """Return the cells of a CSV or XLSX file. Raises NotASheet."""
    if not data.strip():
        raise NotASheet("The file is empty: choose one with a row of headings.")
    for start, kind in _OTHERS:
        if data.startswith(start):
            raise NotASheet(
                f"The file is {kind}, not a sheet: choose a CSV file or an Excel "
                "workbook (.xlsx)."
            )
    if data.startswith(OLE):
        refuse_old_workbook(data)
    if data.lstrip()[:9].lower() in {b"<!doctype", b"<html"} or data.startswith(b"<"):
        raise NotASheet(
            "The file is a web page or XML, whatever its name says: save the sheet as "
            "an Excel workbook (.xlsx) or as CSV UTF-8."
        )
    grid = read_workbook(data) if data.startswith(ZIP) else read_delimited(data)
    if not grid.rows:
        raise NotASheet("The sheet is empty: its first row holds the headings.")
    return grid


def answer() -> dict[str, object]:
    """Return the cells of what stands on standard input, or why there are none."""
    try:
        return parse(sys.stdin.buffer.read()).as_json()
    except NotASheet as problem:
        return {"problem": str(problem)}
    except MemoryError:
        return {"problem": TOO_MUCH}


def limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Nothing is to be written anywhere.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


if __name__ == "__main__":
    limit()
    json.dump(answer(), sys.stdout, ensure_ascii=True)
