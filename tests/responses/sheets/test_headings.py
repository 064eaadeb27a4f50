import pytest

from responses.sheets.grids import Grid, NotASheet
from responses.sheets.headings import columns_of
from responses.sheets.kinds import CHECKS_SHEET

KNOWN = ["report_slug", "reference", "institution_slug", "checked_on", "looked_at"]


def read(headings, rows=1, **options):
    grid = Grid([(1, headings), *((n + 2, ["x"]) for n in range(rows))])
    return columns_of(CHECKS_SHEET, grid, **{"must_name_inquiry": False} | options)


def test_headings_are_known_in_any_order_and_as_people_write_them():
    found = read([" Reference", "REPORT SLUG", *KNOWN[2:]])

    assert [column.name for column in found] == ["reference", "report_slug", *KNOWN[2:]]


def test_the_columns_that_we_added_are_not_read():
    assert read([*KNOWN, "errors", "to_confirm", "changes", ""])[5:] == [None] * 4


@pytest.mark.parametrize(
    ("headings", "said"),
    [
        (KNOWN[1:], "Columns are missing: report_slug"),
        ([*KNOWN, "Comment"], r"not known in columns F \('Comment'\)"),
        ([*KNOWN, "Reference"], "Headings stand twice: reference"),
    ],
)
def test_odd_headings_are_named(headings, said):
    with pytest.raises(NotASheet, match=said):
        read(headings)


def test_every_fault_is_told_at_once():
    with pytest.raises(NotASheet, match=r"not known.*twice.*missing"):
        read(["Comment", "reference", "reference"])


def test_headings_alone_are_no_sheet():
    with pytest.raises(NotASheet, match="nothing below them: add a row for each check"):
        read(KNOWN, rows=0)


def test_the_inquiry_is_asked_for_where_there_are_several():
    with pytest.raises(NotASheet, match="missing: inquiry_slug"):
        read(KNOWN, must_name_inquiry=True)
