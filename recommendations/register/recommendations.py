"""The tables of recommendations, whom they are addressed to, and their time."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from recommendations.models import Addressee, Lead, Recommendation
from recommendations.register import columns
from recommendations.register.cells import (
    Choice,
    Path,
    Slug,
    Slugs,
    Text,
    Whole,
    YesNo,
)
from recommendations.register.columns import LONG, link_column, url
from recommendations.register.dated_cells import Due, Partial
from recommendations.register.tables import INQUIRY, Column, Link, Listing, Table


def _has_ended_or_is_current(
    row: Mapping[str, Any], _on: date
) -> Iterator[tuple[str, str]]:
    if row["status"] == Recommendation.Status.CURRENT and row.get("ended"):
        yield "ended", "is given, but the status is current: change one of them."


RECOMMENDATIONS = Table(
    name="recommendations",
    title="Recommendations",
    model=Recommendation,
    key=(INQUIRY, "report_slug", "reference"),
    order=columns.recommendation_order(),
    of_inquiry="report__inquiry__slug",
    uniques=((INQUIRY, "report_slug", "number", "part"),),
    rules=(_has_ended_or_is_current,),
    links=(
        Link(attribute="report", to="reports", columns=(INQUIRY, "report_slug")),
        Link(
            attribute="restates",
            to="recommendations",
            columns=("restates",),
            by_path=True,
        ),
        Link(
            attribute="replaced_by",
            to="recommendations",
            columns=("replaced_by",),
            by_path=True,
        ),
    ),
    columns=(
        columns.inquiry_column("report__inquiry__slug"),
        link_column("report_slug", "report__slug", "The report that makes it."),
        Column(
            name="reference",
            cell=Slug(60),
            about="The official number where known, else a label of the register.",
        ),
        Column(
            name="number", cell=Whole(), may_be_blank=True, about="Official number."
        ),
        Column(name="title", cell=Text(300), about="Its heading."),
        Column(
            name="title_is_official",
            cell=YesNo(),
            about="Whether the heading is the inquiry's own.",
        ),
        Column(name="summary", cell=LONG, about="In the register's own words."),
        link_column(
            "restates",
            columns.path_of("restates"),
            "The earlier recommendation that it repeats, as report/reference.",
            cell=Path(),
            may_be_blank=True,
        ),
        Column(
            name="status",
            cell=Choice(Recommendation.Status),
            about="Whether it stands.",
        ),
        columns.SOURCE,
        columns.CONFIDENCE,
        columns.NOTE,
        Column(
            name="part",
            cell=Text(10),
            may_be_blank=True,
            is_optional=True,
            about="The part of a number, such as a.",
        ),
        Column(
            name="official_wording",
            cell=LONG,
            may_be_blank=True,
            is_optional=True,
            about="The inquiry's words.",
        ),
        url(
            "official_wording_url",
            "Where the inquiry's words stand.",
            is_optional=True,
        ),
        Column(
            name="ended",
            cell=Partial(),
            may_be_blank=True,
            is_optional=True,
            about="From when it is no longer current.",
        ),
        link_column(
            "replaced_by",
            columns.path_of("replaced_by"),
            "What took its place, as report/reference.",
            cell=Path(),
            may_be_blank=True,
            is_optional=True,
        ),
    ),
)

ADDRESSEES = Table(
    name="addressees",
    title="Recommendations addressed to one institution each",
    model=Addressee,
    key=columns.ADDRESSEE_KEY,
    order=columns.addressee_order(""),
    of_inquiry="report__inquiry__slug",
    links=(
        Link(attribute="report", to="reports", columns=(INQUIRY, "report_slug")),
        Link(
            attribute="recommendation",
            to="recommendations",
            columns=(INQUIRY, "report_slug", "reference"),
        ),
        Link(attribute="institution", to="institutions", columns=("institution_slug",)),
        Link(attribute="passed_to", to="institutions", columns=("passed_to",)),
    ),
    listings=(
        Listing(
            column="leads",
            to="institutions",
            through=Lead,
            owner="addressee",
            target="institution",
        ),
    ),
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
        link_column(
            "leads",
            columns.in_order(Lead, "addressee"),
            "The departments that lead on it, the first named first, separated by "
            "semicolons.",
            cell=Slugs(),
            may_be_blank=True,
        ),
        Column(
            name="deadline",
            cell=Due(),
            about="default (the inquiry's own period), none, months:N or a date such "
            "as date:2020-09-12.",
        ),
        Column(
            name="deadline_note",
            cell=LONG,
            may_be_blank=True,
            about="What a reader should know of the deadline.",
        ),
        columns.SOURCE,
        Column(
            name="is_reply_required",
            cell=YesNo(),
            is_optional=True,
            usual="yes",
            about="Whether the body is asked to reply at all.",
        ),
        Column(
            name="expected",
            cell=Partial(),
            may_be_blank=True,
            is_optional=True,
            about="When the body has said that it will answer.",
        ),
        url("expected_source_url", "Where it has said so.", is_optional=True),
        link_column(
            "passed_to",
            "passed_to__slug",
            "The successor that the outstanding duty passed to.",
            may_be_blank=True,
            is_optional=True,
        ),
    ),
)
