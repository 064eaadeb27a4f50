"""The tables of the bodies that recommendations are addressed to."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from recommendations.models import Institution, InstitutionKind, Succession
from recommendations.register import columns
from recommendations.register.cells import Choice, Slug, Text
from recommendations.register.columns import LONG, link_column, url
from recommendations.register.dated_cells import Partial
from recommendations.register.tables import Column, Link, Table


def _not_itself(row: Mapping[str, Any], _on: date) -> Iterator[tuple[str, str]]:
    if row["predecessor_slug"] == row["successor_slug"]:
        yield "successor_slug", "is the predecessor itself."


INSTITUTIONS = Table(
    name="institutions",
    title="Bodies",
    model=Institution,
    key=("slug",),
    order=("slug",),
    is_lasting=True,
    uniques=(("name",),),
    links=(Link(attribute="parent", to="institutions", columns=("parent_slug",)),),
    columns=(
        Column(name="slug", cell=Slug(100), about="Permanent short name."),
        Column(name="name", cell=Text(200), about="Its name."),
        Column(name="kind", cell=Choice(InstitutionKind), about="What sort of body."),
        link_column(
            "parent_slug", "parent__slug", "The body it belongs to.", may_be_blank=True
        ),
        Column(
            name="aliases",
            cell=LONG,
            may_be_blank=True,
            about="Former and other names, separated by semicolons.",
        ),
        Column(
            name="ended",
            cell=Partial(),
            may_be_blank=True,
            about="When it ceased to be.",
        ),
        url("url", "Its own pages."),
        Column(
            name="description",
            cell=LONG,
            may_be_blank=True,
            about="What it is, in the register's own words.",
        ),
        columns.SOURCE,
    ),
)

SUCCESSIONS = Table(
    name="successions",
    title="Hand-overs from one body to another",
    model=Succession,
    key=("predecessor_slug", "successor_slug"),
    order=("predecessor__slug", "successor__slug"),
    rules=(_not_itself,),
    links=(
        Link(
            attribute="predecessor",
            to="institutions",
            columns=("predecessor_slug",),
        ),
        Link(attribute="successor", to="institutions", columns=("successor_slug",)),
    ),
    is_lasting=True,
    columns=(
        link_column("predecessor_slug", "predecessor__slug", "Who handed over."),
        link_column("successor_slug", "successor__slug", "Who took over."),
        Column(name="effective", cell=Partial(), about="From when."),
        Column(
            name="remit", cell=LONG, may_be_blank=True, about="What was handed over."
        ),
        columns.SOURCE,
    ),
)
