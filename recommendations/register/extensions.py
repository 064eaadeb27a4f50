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

_STANDING_FIRST = F("withdrawn_at").asc(nulls_first=True)


def _has_been(row: Mapping[str, Any], on: date) -> Iterator[tuple[str, str]]:
    if row["checked_on"] > on:
        yield "checked_on", f"{row['checked_on']} is still to come: nobody has looked."


def _is_withdrawn_with_a_reason(
    row: Mapping[str, Any], _on: date
) -> Iterator[tuple[str, str]]:
    if row.get("withdrawn_at") and not row.get("withdrawn_reason"):
        yield "withdrawn_reason", "is blank, but it is withdrawn: say why."
    if row.get("withdrawn_reason") and not row.get("withdrawn_at"):
        yield "withdrawn_at", "is blank, but a reason for withdrawing is given."


EXTENSIONS = Table(
    name="extensions",
    title="Due dates moved by an inquiry",
    model=Extension,
    key=(*columns.ADDRESSEE_KEY, "granted", "due", "withdrawn_at"),
    order=(*columns.addressee_order(), "granted", "due", _STANDING_FIRST),
    of_inquiry="addressee__report__inquiry__slug",
    links=(columns.TO_ADDRESSEE,),
    rules=(_is_withdrawn_with_a_reason,),
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
        *columns.WITHDRAWN,
    ),
)

CHECKS = Table(
    name="checks",
    title="Days on which somebody looked and found no response published",
    model=Check,
    # Nothing but the whole of it tells one check from another.
    key=(*columns.ADDRESSEE_KEY, "checked_on", "looked_at", "note", "withdrawn_at"),
    order=(
        *columns.addressee_order(),
        F("checked_on").asc(),
        "looked_at",
        "note",
        _STANDING_FIRST,
    ),
    of_inquiry="addressee__report__inquiry__slug",
    links=(columns.TO_ADDRESSEE,),
    rules=(_has_been, _is_withdrawn_with_a_reason),
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
        *columns.WITHDRAWN,
    ),
)
