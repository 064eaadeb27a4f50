"""The catalogue of tables, and how single cells are read and written."""

import pytest

from recommendations.models import InstitutionKind
from recommendations.register.catalogue import TABLES
from recommendations.register.cells import (
    Choice,
    NotACell,
    Path,
    Slug,
    Slugs,
    Text,
    Url,
    Whole,
    YesNo,
    refuse_unseen,
)
from recommendations.register.dated_cells import Day, Due, Instant, Partial
from recommendations.register.links import circles
from recommendations.register.tables import path_key


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_no_column_takes_more_than_the_database_does(table):
    for column in table.columns:
        if column.is_set and isinstance(column.cell, Text | Slug | Url):
            field = table.model._meta.get_field(column.attribute)
            assert field.max_length is None or column.cell.limit <= field.max_length


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_described_and_every_key_is_a_column(table):
    assert all(column.about.endswith(".") for column in table.columns)
    assert set(table.key) <= set(table.column)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (Text(has_lines=True), 'He said "no",\nthen left'),
        (Slug(10), "iicsa"),
        (Slugs(), "home-office;ofcom"),
        (Path(), "internet/4"),
        (Whole(), "12"),
        (YesNo(), "yes"),
        (Choice(InstitutionKind), "charity"),
        (Partial(), "2020-11"),
        (Day(), "2020-11-10"),
        (Instant(), "2026-11-20T09:00:00Z"),
        (Due(), "months:3"),
        (Due(), "date:2020-09"),
        (Url(), "https://example.org/a?b=c"),
    ],
)
def test_what_is_read_is_written_as_it_was(cell, text):
    assert cell.write(cell.read(text)) == text


@pytest.mark.parametrize(
    ("cell", "text", "said"),
    [
        (Slug(3), "iicsa", "has 5 characters: shorten it to 3."),
        (Slug(10), "a b", "is not a slug"),
        (Slugs(), "home office", "is not a slug"),
        (Slugs(parts=3), "internet/4", "write it as internet/4/uk-government"),
        (Whole(), "-1", "is not a whole number from 0 to 32,767"),
        (Whole(), "\u0663", "is not a whole number"),
        (Day(), "2020-11", "has no day: write it as 2026-11-03"),
        (Instant(), "2026-11-20T09:00", "is not a moment"),
        (Instant(), "0001-01-01T00:00:00+14:00", "is not a moment"),
        (Due(), "date:9999", "lies outside 1500 to 2200"),
        (Url(), "ftp://example.org/", "is not a web address"),
        (Url(), "https://", "is not a web address"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_write(cell, text, said):
    with pytest.raises(NotACell, match=said):
        cell.read(text)


@pytest.mark.parametrize("sign", ["\0", "\x1b", "\x85", "\u2066", "\ud800"])
def test_signs_that_nobody_sees_are_refused(sign):
    with pytest.raises(NotACell, match=f"{ord(sign):04X}"):
        refuse_unseen(f"text{sign}")


def test_a_path_stays_within_its_inquiry_unless_it_names_one():
    assert path_key("internet/4", "iicsa", parts=2) == ("iicsa", "internet", "4")
    assert path_key("covid/one/4", "iicsa", parts=2) == ("covid", "one", "4")


def test_each_circle_is_found_once():
    leads = {("a",): ("b",), ("b",): ("c",), ("c",): ("b",), ("d",): ("d",)}

    assert sorted(circles(leads)) == [[("b",), ("c",)], [("d",)]]
