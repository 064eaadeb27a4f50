"""The tables of what others make of things, and of the letters that went out."""

from typing import Any

from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.aggregates import StringAgg

from recommendations.register import columns
from recommendations.register.cells import Choice, Slugs, Text, Url, Whole
from recommendations.register.columns import LONG, link_column, url
from recommendations.register.dated_cells import Partial
from recommendations.register.tables import INQUIRY, Column, Link, Listing, Table
from responses.models import Assessment, Letter, LetterAddressee, Progress

ASSESSMENTS = Table(
    name="assessments",
    title="How far somebody says that things have got",
    model=Assessment,
    key=(*columns.ADDRESSEE_KEY, "assessor", "assessed"),
    order=(*columns.addressee_order(), "assessed", "assessor"),
    of_inquiry="addressee__report__inquiry__slug",
    links=(columns.TO_ADDRESSEE,),
    is_optional=True,
    columns=(
        *columns.addressee_columns(),
        Column(name="by", cell=Choice(Assessment.By), about="What sort of assessor."),
        Column(name="assessor", cell=Text(200), about="Who says so."),
        Column(name="progress", cell=Choice(Progress), about="How far."),
        Column(name="assessed", cell=Partial(), about="When it was said."),
        Column(
            name="summary",
            cell=LONG,
            may_be_blank=True,
            about="What was said, in the register's own words.",
        ),
        Column(name="source_url", cell=Url(), about="Where it was said."),
    ),
)


def _addressees() -> Subquery:
    """Return the addressees of a letter as report/reference/institution."""
    named: Any = LetterAddressee.objects.filter(letter=OuterRef("pk"))
    path = columns.path(
        "addressee__report__slug",
        "addressee__recommendation__reference",
        "addressee__institution__slug",
    )
    joined = StringAgg(path, Value(";"), order_by=path)
    return Subquery(
        named.order_by().values("letter").annotate(all=joined).values("all")
    )


LETTERS = Table(
    name="letters",
    title="Chasing letters",
    model=Letter,
    # Nothing but the whole of it tells one letter from another.
    key=(INQUIRY, "rung", "institution_slug", "sent", "addressees", "url", "note"),
    order=("sent", "rung__inquiry__slug", "institution__slug", "url", "note"),
    of_inquiry="rung__inquiry__slug",
    # A draft is no letter yet, and a cancelled one never counted.
    rows=Q(status__in=["sent", "replied"]),
    # Of the desk's own, what the inquiry makes public; a file's come out as they came.
    shown=Q(drafted_at__isnull=True) | Q(rung__is_public=True),
    by_officers=Q(drafted_at__isnull=False),
    links=(
        Link(attribute="rung", to="ladder", columns=(INQUIRY, "rung")),
        Link(attribute="institution", to="institutions", columns=("institution_slug",)),
    ),
    listings=(
        Listing(
            column="addressees",
            to="addressees",
            through=LetterAddressee,
            owner="letter",
            target="addressee",
            is_ordered=False,
            parts=3,
        ),
    ),
    is_optional=True,
    columns=(
        columns.inquiry_column("rung__inquiry__slug"),
        link_column("rung", "rung__number", "The rung of the ladder.", cell=Whole(1)),
        link_column("institution_slug", "institution__slug", "Whom it was sent to."),
        Column(name="sent", cell=Partial(), about="When."),
        link_column(
            "addressees",
            _addressees(),
            "What it chased, as report/reference/institution, in order of the "
            "alphabet, separated by semicolons.",
            cell=Slugs(parts=3, is_sorted=True),
            may_be_blank=True,
        ),
        url("url", "The letter."),
        Column(
            name="note", cell=LONG, may_be_blank=True, about="What else is known of it."
        ),
    ),
)
