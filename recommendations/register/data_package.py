"""The files of a register described for machines: Frictionless Data Package, v1."""

from collections.abc import Iterable
from typing import Any

from recommendations.register.tables import Column, Link, Table

Described = tuple[Table, list[Column]]
Named = dict[str, Table]


def data_package(tables: Iterable[Described]) -> dict[str, Any]:
    """Return the description; the same tables give the same text, with no date."""
    tables = list(tables)
    named = {table.name: table for table, _ in tables}
    return {
        "profile": "tabular-data-package",
        "name": "inquiry-recommendations",
        "title": "Recommendations of public inquiries, and the responses to them",
        "description": "Facts collected from the sources named row by row. Titles of "
        "reports, papers and recommendations marked official are headings, and "
        "official wordings are quotations: Crown copyright material among them is "
        "used under the Open Government Licence v3.0. All other text is the "
        "register's own. Dates may be known to the year (2020), the month (2020-11) "
        "or the day (2020-11-10).",
        "licenses": [
            {
                "name": "MIT",
                "title": "MIT License",
                "path": "https://opensource.org/license/mit",
            },
        ],
        "resources": [_resource(table, columns, named) for table, columns in tables],
    }


def _resource(table: Table, columns: list[Column], named: Named) -> dict[str, Any]:
    written = {column.name for column in columns}
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in columns],
        "missingValues": [""],
    }
    # A blank may be part of a key here, which a primary key does not allow.
    key = [name for name in table.key if name in written]
    if not any(table.column[name].may_be_blank for name in key):
        schema["primaryKey"] = key
    foreign = [
        _foreign_key(table, link, named[link.to], written)
        for link in table.links
        # What part of a key names is no foreign key.
        if not (link.by_path or link.ends)
        and link.to in named
        and link.columns[-1] in written
    ]
    if foreign:
        schema["foreignKeys"] = foreign
    return {
        "name": table.name,
        "title": table.title,
        "path": table.file,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "doubleQuote": True, "lineTerminator": "\n"},
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    described = {"name": column.name, **column.cell.schema}
    described["description"] = column.about
    if not column.may_be_blank:
        rules = described.get("constraints", {})
        described["constraints"] = {"required": True, **rules}
    return described


def _foreign_key(table: Table, link: Link, target: Table, written: set[str]) -> Any:
    # The inquiry goes unsaid where the register holds only one.
    pairs = [
        (own, other)
        for own, other in zip(link.columns, target.key, strict=True)
        if own in written
    ]
    return {
        "fields": [own for own, _ in pairs],
        "reference": {
            # Blank means the resource itself.
            "resource": "" if target is table else target.name,
            "fields": [other for _, other in pairs],
        },
    }
