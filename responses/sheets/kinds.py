"""What officers import: for each kind of sheet its table, made from the register's.

Columns and cells are the register's own, so that a rule stands once. Dates may be
written as people write them, and what may be blank may be left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.db.models import Q

from recommendations.models import Addressee
from recommendations.register import columns
from recommendations.register.cells import Cell, Slug, Slugs, Text
from recommendations.register.columns import link_column, url
from recommendations.register.dated_cells import Day, Partial
from recommendations.register.extensions import CHECKS, EXTENSIONS
from recommendations.register.tables import Column, Table
from responses.models import Publisher, Response, SheetImport
from responses.register.documents import RESPONSES

STANDING = Q(withdrawn_at__isnull=True)
# Of the paper that a response stands in; looked at, and stored only with a new one.
OF_THE_PAPER = (
    "document_title",
    "document_published",
    "document_publishers",
    "document_url",
)


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of sheet.

    one, many: what a row is called. means: what the sheet is for. example: a row as
    somebody would fill it in. may_add: rows can be new; otherwise they are there.
    answers, moves: whether what is answered, or when it is due, follows from its rows.
    """

    name: SheetImport.Kind
    one: str
    many: str
    means: str
    table: Table
    example: Mapping[str, str] = field(default_factory=dict)
    may_add: bool = True
    answers: bool = False
    moves: bool = False

    @property
    def required(self) -> list[Column]:
        return [column for column in self.table.columns if not column.is_optional]


def _at_the_desk(
    of: tuple[Column, ...], *, without: tuple[str, ...] = ()
) -> tuple[Column, ...]:
    """Return the columns for people to fill in: what may be blank may be missing."""
    return tuple(
        replace(
            column,
            cell=_typed(column),
            is_optional=column.is_optional or column.may_be_blank,
        )
        for column in of
        if column.name not in without
    )


def _typed(column: Column) -> Cell:
    if isinstance(column.cell, Partial | Day):
        return type(column.cell)(is_typed=True)
    return column.cell


_WITHDRAWALS = ("status", "withdrawn_at", "withdrawn_reason", "document_slug")
_WHOSE = columns.addressee_columns()
_PAPER = (
    link_column(
        "document_slug",
        "document__slug",
        "The paper, if the register holds it. Leave it blank for a new one, and "
        "describe that in the next four columns.",
        may_be_blank=True,
        is_optional=True,
    ),
    link_column(
        "document_title",
        "document__title",
        "Title of a new paper.",
        cell=Text(300),
        may_be_blank=True,
        is_optional=True,
    ),
    link_column(
        "document_published",
        "document__published",
        "When a new paper was published, as exactly as its source says.",
        cell=Partial(is_typed=True),
        may_be_blank=True,
        is_optional=True,
    ),
    link_column(
        "document_publishers",
        columns.in_order(Publisher, "document", of="document"),
        "Who published a new paper, the first named first, separated by semicolons; "
        "whoever answers, if left blank.",
        cell=Slugs(),
        may_be_blank=True,
        is_optional=True,
    ),
    replace(
        url("document_url", "Where a new paper can be read.", is_optional=True),
        held="document__url",
        is_set=False,
    ),
)

RESPONSES_SHEET = Kind(
    name=SheetImport.Kind.RESPONSES,
    one="response",
    many="responses",
    means="What papers say for addressees: one row for each paper and addressee. New "
    "ones are recorded, and those that the record holds are changed.",
    table=replace(
        RESPONSES,
        key=("document_slug", *columns.ADDRESSEE_KEY),
        rows=Q(status=Response.Status.PUBLISHED),
        rules=(),
        order=RESPONSES.order[:-1],
        columns=(
            *_WHOSE,
            *_PAPER,
            *_at_the_desk(
                tuple(
                    column
                    for column in RESPONSES.columns
                    if column.name not in {each.name for each in _WHOSE}
                ),
                without=_WITHDRAWALS,
            ),
        ),
    ),
    example={
        "report_slug": "internet",
        "reference": "4",
        "institution_slug": "uk-government",
        "document_title": "Government response to the Internet report",
        "document_published": "10 November 2020",
        "document_publishers": "home-office",
        "document_url": "https://example.org/response",
        "answered_by": "home-office",
        "kind": "substantive",
        "position": "accepted",
        "summary": "Accepts the recommendation, and names a date.",
        "paragraphs": "7-8",
        "confidence": "primary",
    },
    answers=True,
)
CHECKS_SHEET = Kind(
    name=SheetImport.Kind.CHECKS,
    one="check",
    many="checks",
    means="Looked on a day, and found no response published.",
    table=replace(
        CHECKS,
        key=(*columns.ADDRESSEE_KEY, "checked_on", "looked_at", "note"),
        order=CHECKS.order[:-1],
        rows=STANDING,
        rules=CHECKS.rules[:1],
        columns=_at_the_desk(
            CHECKS.columns, without=("withdrawn_at", "withdrawn_reason")
        ),
    ),
    example={
        "report_slug": "internet",
        "reference": "4",
        "institution_slug": "uk-government",
        "checked_on": "3 November 2026",
        "looked_at": "The department's publications and the inquiry's page",
    },
)
EXTENSIONS_SHEET = Kind(
    name=SheetImport.Kind.EXTENSIONS,
    one="extension",
    many="extensions",
    means="New due dates that an inquiry has granted; the original ones are kept.",
    table=replace(
        EXTENSIONS,
        key=(*columns.ADDRESSEE_KEY, "granted", "due"),
        order=EXTENSIONS.order[:-1],
        rows=STANDING,
        rules=(),
        columns=_at_the_desk(
            EXTENSIONS.columns, without=("withdrawn_at", "withdrawn_reason")
        ),
    ),
    example={
        "report_slug": "internet",
        "reference": "4",
        "institution_slug": "uk-government",
        "due": "12 December 2020",
        "granted": "1 September 2020",
        "granted_by": "The Chair",
        "reason": "The general election",
        "source_url": "https://example.org/letter",
    },
    moves=True,
)
EXPECTED_SHEET = Kind(
    name=SheetImport.Kind.EXPECTED,
    one="expected date",
    many="expected dates",
    means="When bodies have said that they will answer. Nothing moves; a blank clears "
    "what is recorded.",
    table=Table(
        name="expected",
        title="When bodies have said that they will answer",
        model=Addressee,
        key=columns.ADDRESSEE_KEY,
        order=columns.addressee_order(""),
        columns=(
            columns.inquiry_column("report__inquiry__slug"),
            link_column("report_slug", "report__slug", "The report."),
            link_column(
                "reference",
                "recommendation__reference",
                "The recommendation's reference within its report.",
                cell=Slug(60),
            ),
            link_column("institution_slug", "institution__slug", "The body addressed."),
            Column(
                name="expected",
                cell=Partial(is_typed=True),
                may_be_blank=True,
                about="When the body has said that it will answer.",
            ),
            url("expected_source_url", "Where it has said so."),
        ),
    ),
    example={
        "report_slug": "internet",
        "reference": "4",
        "institution_slug": "uk-government",
        "expected": "May 2027",
        "expected_source_url": "https://example.org/statement",
    },
    may_add=False,
)

KINDS = {
    kind.name: kind
    for kind in (RESPONSES_SHEET, CHECKS_SHEET, EXTENSIONS_SHEET, EXPECTED_SHEET)
}
