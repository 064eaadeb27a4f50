"""The tables of inquiries: strands, hearings, reports, chasing ladder."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import F

from recommendations.models import (
    Hearing,
    Inquiry,
    Investigation,
    Report,
    Rung,
    ScopeParagraph,
)
from recommendations.register import columns
from recommendations.register.cells import Choice, Slug, Text, Whole, YesNo
from recommendations.register.columns import LONG, link_column, url
from recommendations.register.dated_cells import Partial
from recommendations.register.tables import INQUIRY, Column, Link, Table


def _ends_after_it_starts(
    row: Mapping[str, Any], _on: date
) -> Iterator[tuple[str, str]]:
    if row["ends"] and row["ends"].latest < row["starts"].earliest:
        yield "ends", f"{row['ends']} is before the start, {row['starts']}."


INQUIRIES = Table(
    name="inquiries",
    title="Public inquiries",
    model=Inquiry,
    key=("slug",),
    order=("slug",),
    is_lasting=True,
    uniques=(("name",),),
    columns=(
        Column(name="slug", cell=Slug(60), about="Permanent short name."),
        Column(name="name", cell=Text(200), about="Full name."),
        Column(
            name="short_name",
            cell=Text(40),
            may_be_blank=True,
            about="What it is called for short.",
        ),
        Column(
            name="established",
            cell=Partial(),
            may_be_blank=True,
            about="When it was set up.",
        ),
        Column(
            name="closed", cell=Partial(), may_be_blank=True, about="When it closed."
        ),
        Column(
            name="response_months",
            cell=Whole(1, 99),
            about="Calendar months within which it asks for responses.",
        ),
        url("url", "Its own pages."),
        columns.SOURCE,
        Column(
            name="asks_for_review",
            cell=YesNo(),
            is_optional=True,
            usual="no",
            about="Whether a second person publishes what an officer writes.",
        ),
    ),
)

LADDER = Table(
    name="ladder",
    title="Rungs of the inquiries' chasing ladders",
    model=Rung,
    key=(INQUIRY, "rung"),
    order=("inquiry__slug", F("number").asc()),
    of_inquiry="inquiry__slug",
    links=(Link(attribute="inquiry", to="inquiries", columns=(INQUIRY,)),),
    columns=(
        link_column(INQUIRY, "inquiry__slug", "The inquiry.", cell=Slug(60)),
        Column(
            name="rung",
            cell=Whole(1),
            held="number",
            about="Its place on the ladder, from 1.",
        ),
        Column(
            name="months",
            cell=Whole(0, 999),
            about="Calendar months from publication of the recommendation.",
        ),
        Column(name="title", cell=Text(300), about="What happens then."),
        Column(
            name="public",
            cell=YesNo(),
            held="is_public",
            about="Whether it is made public that this was done.",
        ),
        columns.SOURCE,
    ),
)

INVESTIGATIONS = Table(
    name="investigations",
    title="Strands of an inquiry",
    model=Investigation,
    key=(INQUIRY, "slug"),
    order=("slug", "inquiry__slug"),
    of_inquiry="inquiry__slug",
    links=(Link(attribute="inquiry", to="inquiries", columns=(INQUIRY,)),),
    columns=(
        Column(name="slug", cell=Slug(100), about="Permanent short name."),
        link_column(INQUIRY, "inquiry__slug", "The inquiry.", cell=Slug(60)),
        Column(name="title", cell=Text(300), about="Its name."),
        Column(
            name="summary",
            cell=LONG,
            may_be_blank=True,
            about="What it looked into, in the register's own words.",
        ),
        url("url", "The inquiry's page about it."),
        columns.SOURCE,
    ),
)

_TO_INVESTIGATION = Link(
    attribute="investigation",
    to="investigations",
    columns=(INQUIRY, "investigation_slug"),
)

SCOPE = Table(
    name="scope",
    title="Paragraphs of the definitions of scope",
    model=ScopeParagraph,
    key=(INQUIRY, "investigation_slug", "paragraph"),
    order=("investigation__slug", "investigation__inquiry__slug", "paragraph"),
    of_inquiry="investigation__inquiry__slug",
    links=(_TO_INVESTIGATION,),
    columns=(
        columns.inquiry_column("investigation__inquiry__slug"),
        link_column("investigation_slug", "investigation__slug", "The investigation."),
        Column(name="paragraph", cell=Text(20), about="Its number, such as 2.1."),
        Column(name="summary", cell=LONG, about="The paragraph, paraphrased."),
    ),
)

HEARINGS = Table(
    name="hearings",
    title="Hearings",
    model=Hearing,
    key=(INQUIRY, "investigation_slug", "kind", "starts", "title"),
    order=(
        "investigation__slug",
        "investigation__inquiry__slug",
        "starts",
        "ends",
        "kind",
        "title",
    ),
    of_inquiry="investigation__inquiry__slug",
    links=(_TO_INVESTIGATION,),
    rules=(_ends_after_it_starts,),
    columns=(
        columns.inquiry_column("investigation__inquiry__slug"),
        link_column("investigation_slug", "investigation__slug", "The investigation."),
        Column(name="kind", cell=Choice(Hearing.Kind), about="Preliminary or public."),
        Column(name="starts", cell=Partial(), about="The first day, as far as known."),
        Column(
            name="ends",
            cell=Partial(),
            may_be_blank=True,
            about="The last day, as far as known.",
        ),
        Column(name="title", cell=Text(300), about="What was heard."),
        Column(name="venue", cell=Text(200), may_be_blank=True, about="Where."),
        columns.SOURCE,
    ),
)

REPORTS = Table(
    name="reports",
    title="Reports; the publication of one starts the clock",
    model=Report,
    key=(INQUIRY, "slug"),
    order=("published", "slug", "inquiry__slug"),
    of_inquiry="inquiry__slug",
    links=(
        Link(attribute="inquiry", to="inquiries", columns=(INQUIRY,)),
        _TO_INVESTIGATION,
    ),
    columns=(
        Column(name="slug", cell=Slug(100), about="Permanent short name."),
        link_column(INQUIRY, "inquiry__slug", "The inquiry.", cell=Slug(60)),
        link_column(
            "investigation_slug",
            "investigation__slug",
            "The investigation that it concludes.",
            may_be_blank=True,
        ),
        Column(name="title", cell=Text(300), about="Its title."),
        Column(name="kind", cell=Choice(Report.Kind), about="What sort of report."),
        Column(name="published", cell=Partial(), about="When it was published."),
        Column(
            name="recommendations_expected",
            cell=Whole(),
            may_be_blank=True,
            about="How many recommendations a source says that it makes.",
        ),
        url("url", "The report."),
        columns.SOURCE,
        columns.NOTE,
    ),
)
