"""The tables of what moves a due date, and of who has looked since."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import F, Q

from recommendations.models import Check, Extension
from recommendations.register import columns
from recommendations.register.cells import Text, Url
from recommendations.register.columns import LONG
from recommendations.register.dated_cells import Day, Partial
from recommendations.register.tables import Column, Table


def _has_been(row: Mapping[str, Any], on: date) -> Iterator[tuple[str, str]]:
    if row["checked_on"] > on:
        yield "checked_on", f"{row['checked_on']} is still to come: nobody has looked."


EXTENSIONS = Table(
    name="extensions",
    title="Due dates moved by an inquiry",
    model=Extension,
    key=(*columns.ADDRESSEE_KEY, "granted", "due"),
    order=(*columns.addressee_order(), "granted", "due"),
    of_inquiry="addressee__report__inquiry__slug",
    links=(columns.TO_ADDRESSEE,),
    stamps={"recorded_at": "at"},
    by_officers=Q(recorded_by__isnull=False),
    is_optional=True,
    columns=(
        *columns.addressee_columns(),
        Column(name="due", cell=Partial(), about="The new due date."),
        Column(name="granted", cell=Partial(), about="When it was granted."),
        Column(name="granted_by", cell=Text(200), about="By whom."),
        Column(name="reason", cell=LONG, about="Why."),
        Column(name="source_url", cell=Url(), about="The evidence for it."),
    ),
)

CHECKS = Table(
    name="checks",
    title="Days on which somebody looked and found no response published",
    model=Check,
    # Nothing but the whole of it tells one check from another.
    key=(*columns.ADDRESSEE_KEY, "checked_on", "looked_at", "note"),
    order=(*columns.addressee_order(), F("checked_on").asc(), "looked_at", "note"),
    of_inquiry="addressee__report__inquiry__slug",
    links=(columns.TO_ADDRESSEE,),
    rules=(_has_been,),
    stamps={"recorded_at": "at"},
    by_officers=Q(recorded_by__isnull=False),
    is_optional=True,
    columns=(
        *columns.addressee_columns(),
        Column(name="checked_on", cell=Day(), about="The day of looking."),
        Column(name="looked_at", cell=LONG, about="Where somebody looked."),
        Column(
            name="note", cell=LONG, may_be_blank=True, about="What else was noticed."
        ),
    ),
)
