import subprocess
import sys

import pytest

from responses.sheets.grids import NotASheet
from responses.sheets.parsing import MOST_MEMORY, TOO_MUCH, parse
from responses.sheets.uploads import read_upload
from tests.responses.sheets.files import csv_bytes, with_strings, xlsx_bytes

CELLS = [["reference", "summary"], ["1", "Accepts."]]


@pytest.mark.parametrize("data", [csv_bytes(CELLS), xlsx_bytes(CELLS)])
def test_both_kinds_of_file_come_out_of_the_process_alike(data):
    assert read_upload(data).rows == [(1, CELLS[0]), (2, CELLS[1])]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b" \r\n", "is empty"),
        (b",,\r\n,,\r\n", "is empty"),
        (b"%PDF-1.7", "a PDF document"),
        (b"\x89PNG\r\n", "a picture"),
        (b"<!DOCTYPE html><table>", "a web page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old kind of workbook"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + "EncryptedPackage".encode("utf-16-le"),
            "protected by a password",
        ),
        (b"PK\x03\x04 and no more", "damaged"),
    ],
)
def test_what_is_no_sheet_says_what_it_is_and_what_to_do(data, said):
    with pytest.raises(NotASheet, match=said):
        parse(data)


def strings_bomb():
    """A small workbook whose strings take up more than the process is given."""
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    many = b"<si><t>x</t></si>" * 2_800_000
    return with_strings(xlsx_bytes(CELLS), b'<sst xmlns="%s">%s</sst>' % (space, many))


def test_a_bomb_within_the_limits_ends_the_process_and_nothing_else():
    with pytest.raises(NotASheet, match="more memory or time") as refused:
        read_upload(strings_bomb())

    assert str(refused.value) == TOO_MUCH


def test_the_process_cannot_have_more_memory_than_it_is_given():
    greedy = (
        "from responses.sheets import parsing\n"
        "parsing.limit()\n"
        f"try: bytearray({MOST_MEMORY})\n"
        "except MemoryError: print('refused')"
    )
    command = [sys.executable, "-c", greedy]

    assert subprocess.check_output(command, text=True) == "refused\n"
