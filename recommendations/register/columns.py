"""Columns that several tables share, and where the database has them."""

from typing import Any

from django.db.models import Case, F, OuterRef, Q, SlugField, Subquery, Value, When
from django.db.models.aggregates import StringAgg
from django.db.models.functions import Concat

from recommendations.models import Confidence
from recommendations.register.cells import Choice, Slug, Text, Url
from recommendations.register.dated_cells import Instant
from recommendations.register.tables import INQUIRY, Column, Link

LONG = Text(has_lines=True)


def inquiry_column(held: str) -> Column:
    """Return the optional first column of a file, written where it is needed."""
    return Column(
        name=INQUIRY,
        cell=Slug(60),
        held=held,
        is_set=False,
        is_optional=True,
        about="The inquiry; given where the register holds more than one.",
    )


def link_column(name: str, held: Any, about: str, **more: Any) -> Column:
    cell = more.pop("cell", Slug(100))
    return Column(name=name, cell=cell, held=held, is_set=False, about=about, **more)


def url(name: str, about: str, **more: Any) -> Column:
    return Column(name=name, cell=Url(), may_be_blank=True, about=about, **more)


def in_order(
    through: Any,
    owner: str,
    column: str = "institution__slug",
    order: str = "order",
    of: str = "pk",
) -> Subquery:
    """Return the slugs of a through table in their order, separated by semicolons.

    of: the column of the asking row that names the owner.
    """
    rows = through._base_manager.filter(**{owner: OuterRef(of)}).order_by()
    joined = StringAgg(column, Value(";"), order_by=order)
    return Subquery(rows.values(owner).annotate(texts=joined).values("texts"))


def recommendation_columns(held: str) -> tuple[Column, ...]:
    """Return the columns by which a row names a recommendation."""
    return (
        inquiry_column(f"{held}__report__inquiry__slug"),
        link_column("report_slug", f"{held}__report__slug", "The report."),
        link_column(
            "reference",
            f"{held}__reference",
            "The recommendation's reference within its report.",
            cell=Slug(60),
        ),
    )


def addressee_columns(held: str = "addressee") -> tuple[Column, ...]:
    """Return the columns by which a row names an addressee."""
    return (
        *recommendation_columns(f"{held}__recommendation"),
        link_column(
            "institution_slug", f"{held}__institution__slug", "The body addressed."
        ),
    )


ADDRESSEE_KEY = (INQUIRY, "report_slug", "reference", "institution_slug")
TO_ADDRESSEE = Link(attribute="addressee", to="addressees", columns=ADDRESSEE_KEY)
CONFIDENCE = Column(
    name="confidence",
    cell=Choice(Confidence),
    about="primary where the row rests on the Inquiry, the body itself, Parliament or "
    "a government page; secondary where it rests on others.",
)
SOURCE = url("source_url", "The page that the row rests on.")
NOTE = Column(
    name="note", cell=LONG, may_be_blank=True, about="What a reader should know of it."
)

WITHDRAWN = (
    Column(
        name="withdrawn_at",
        cell=Instant(),
        may_be_blank=True,
        is_optional=True,
        about="When it was withdrawn.",
    ),
    Column(
        name="withdrawn_reason",
        cell=LONG,
        may_be_blank=True,
        is_optional=True,
        about="Why it was withdrawn.",
    ),
)


def addressee_order(held: str = "addressee") -> tuple[Any, ...]:
    recommendation = f"{held}__recommendation" if held else "recommendation"
    institution = f"{held}__institution__slug" if held else "institution__slug"
    return (*recommendation_order(f"{recommendation}__"), institution)


def recommendation_order(held: str = "") -> tuple[Any, ...]:
    return (
        f"{held}report__published",
        f"{held}report__slug",
        f"{held}report__inquiry__slug",
        F(f"{held}number").asc(nulls_last=True),
        f"{held}part",
        f"{held}reference",
    )


def path(*held: str) -> Concat:
    """Return slugs joined by slashes."""
    slash = Value("/", output_field=SlugField())
    first, *others = held
    return Concat(first, *(part for other in others for part in (slash, F(other))))


def path_of(held: str) -> Case:
    """Return report/reference of a recommendation, led by its inquiry if another."""
    within = (f"{held}__report__slug", f"{held}__reference")
    of_this = Q(**{f"{held}__report__inquiry": F("report__inquiry")})
    return Case(
        When(**{f"{held}__isnull": True}, then=Value("", output_field=SlugField())),
        When(of_this, then=path(*within)),
        default=path(f"{held}__report__inquiry__slug", *within),
    )
