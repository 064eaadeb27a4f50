"""The tables of papers and of what they answer."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, When

from recommendations.fields import LatestDay
from recommendations.register import columns
from recommendations.register.cells import Choice, Slug, Slugs, Text
from recommendations.register.columns import LONG, link_column, url
from recommendations.register.dated_cells import Day, Partial
from recommendations.register.tables import Column, Link, Listing, Table
from responses.models import Answerer, Document, Position, Publisher, Response

_TOLD = Response._base_manager.exclude(status=Response.Status.DRAFT)
_ANSWERS = Response._base_manager.filter(document=OuterRef("pk"))


def _is_out(row: Mapping[str, Any], on: date) -> Iterator[tuple[str, str]]:
    if row["published"].earliest > on:
        yield "published", f"{row['published']} is still to come: is the date right?"


DOCUMENTS = Table(
    name="documents",
    title="Papers in which bodies answer",
    model=Document,
    key=("slug",),
    order=("published", "slug"),
    # A paper known only from drafts is nobody's business yet.
    shown=~Exists(_ANSWERS) | Exists(_TOLD.filter(document=OuterRef("pk"))),
    is_lasting=True,
    doubts=(_is_out,),
    stamps={"logged_on": "on"},
    listings=(
        Listing(
            column="publishers",
            to="institutions",
            through=Publisher,
            owner="document",
            target="institution",
        ),
    ),
    columns=(
        Column(name="slug", cell=Slug(100), about="Permanent short name."),
        Column(name="title", cell=Text(300), about="Its title."),
        Column(name="published", cell=Partial(), about="When it was published."),
        link_column(
            "publishers",
            columns.in_order(Publisher, "document"),
            "Who published it, the first named first, separated by semicolons.",
            cell=Slugs(),
            may_be_blank=True,
        ),
        url("url", "The paper."),
        url("source_url", "The page that gives its date."),
        columns.CONFIDENCE,
        Column(
            name="logged_on",
            cell=Day(),
            # It matters only where the date of publication reaches beyond it.
            exported=Case(
                When(logged_on__lt=LatestDay("published"), then=F("logged_on"))
            ),
            may_be_blank=True,
            is_optional=True,
            keeps_on_blank=True,
            about="When it came into the register; by then it was out.",
        ),
    ),
)


def _is_withdrawn_with_a_reason(
    row: Mapping[str, Any], _on: date
) -> Iterator[tuple[str, str]]:
    is_withdrawn = row.get("status") == Response.Status.WITHDRAWN
    for column in ("withdrawn_at", "withdrawn_reason"):
        if is_withdrawn and not row.get(column):
            yield column, "is blank, but the response is withdrawn: say when and why."
        if not is_withdrawn and row.get(column):
            yield column, "is given, but the status is not withdrawn: change one."


RESPONSES = Table(
    name="responses",
    title="What one paper says for one addressee",
    model=Response,
    key=("document_slug", *columns.ADDRESSEE_KEY, "withdrawn_at"),
    order=(
        *columns.addressee_order(),
        "document__published",
        "document__slug",
        F("withdrawn_at").asc(nulls_first=True),
    ),
    of_inquiry="addressee__report__inquiry__slug",
    rows=~Q(status=Response.Status.DRAFT),
    rules=(_is_withdrawn_with_a_reason,),
    stamps={"recorded_at": "at"},
    by_officers=Q(recorded_by__isnull=False),
    links=(
        columns.TO_ADDRESSEE,
        Link(attribute="document", to="documents", columns=("document_slug",)),
    ),
    listings=(
        Listing(
            column="answered_by",
            to="institutions",
            through=Answerer,
            owner="response",
            target="institution",
        ),
    ),
    columns=(
        link_column("document_slug", "document__slug", "The paper."),
        *columns.addressee_columns(),
        link_column(
            "answered_by",
            columns.in_order(Answerer, "response"),
            "Who spoke, the first named first, separated by semicolons.",
            cell=Slugs(),
            may_be_blank=True,
        ),
        Column(
            name="kind",
            cell=Choice(Response.Kind),
            about="substantive for the first real answer, update for later ones, "
            "holding where the answer is only announced.",
        ),
        Column(name="position", cell=Choice(Position), about="What the body said."),
        Column(name="summary", cell=LONG, about="In the register's own words."),
        Column(
            name="paragraphs",
            cell=Text(60),
            may_be_blank=True,
            about="Where in the paper.",
        ),
        columns.SOURCE,
        columns.CONFIDENCE,
        columns.NOTE,
        Column(
            name="status",
            cell=Choice(Response.Status, but=(Response.Status.DRAFT,)),
            is_optional=True,
            usual=Response.Status.PUBLISHED.value,
            about="Whether it stands.",
        ),
        *columns.WITHDRAWN,
    ),
)
