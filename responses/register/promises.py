"""The tables of what officers found in responses: the test, and what is promised.

Of published responses only: what hangs on a withdrawn one is nobody's concern.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Q

from recommendations.register import columns
from recommendations.register.cells import Choice, Text, Url, YesNo, YesNoBlank
from recommendations.register.columns import LONG, link_column
from recommendations.register.dated_cells import Instant, Partial
from recommendations.register.tables import Column, Link, Table
from responses.models import AdequacyCheck, Assessment, Promise, PromiseAssessment
from responses.promise_states import Outcome

RESPONSE_KEY = ("document_slug", *columns.ADDRESSEE_KEY)
PROMISE_KEY = (*RESPONSE_KEY, "promise")
# A response's own key ends with the moment of its withdrawal.
TO_RESPONSE = Link(
    attribute="response", to="responses", columns=RESPONSE_KEY, ends=("",)
)
TO_PROMISE = Link(attribute="promise", to="promises", columns=PROMISE_KEY)


def _response_columns(held: str = "response") -> tuple[Column, ...]:
    """Return the columns by which a row names a response."""
    return (
        link_column("document_slug", f"{held}__document__slug", "The paper."),
        *columns.addressee_columns(f"{held}__addressee"),
    )


def _response_order(held: str = "response") -> tuple[Any, ...]:
    return (
        *columns.addressee_order(f"{held}__addressee"),
        f"{held}__document__published",
        f"{held}__document__slug",
    )


def _withdrawn_columns() -> tuple[Column, ...]:
    """Return the columns of a tombstone; a file without them wakes nothing."""
    return (
        Column(
            name="withdrawn_at",
            cell=Instant(),
            may_be_blank=True,
            is_optional=True,
            keeps_on_blank=True,
            about="When it was withdrawn.",
        ),
        Column(
            name="withdrawn_reason",
            cell=LONG,
            may_be_blank=True,
            is_optional=True,
            keeps_on_blank=True,
            about="Why it was withdrawn.",
        ),
    )


def _is_withdrawn_with_a_reason(
    row: Mapping[str, Any], _on: date
) -> Iterator[tuple[str, str]]:
    if row.get("withdrawn_at") and not row.get("withdrawn_reason"):
        yield "withdrawn_reason", "is blank, but withdrawn_at is given: say why."
    if row.get("withdrawn_reason") and not row.get("withdrawn_at"):
        yield "withdrawn_at", "is blank, but withdrawn_reason is given: say when."


ADEQUACY = Table(
    name="adequacy",
    title="Which responses meet the inquiry's own test",
    model=AdequacyCheck,
    key=RESPONSE_KEY,
    order=_response_order(),
    of_inquiry="response__addressee__report__inquiry__slug",
    rows=Q(response__status="published"),
    links=(TO_RESPONSE,),
    by_officers=Q(checked_by__isnull=False),
    is_optional=True,
    columns=(
        *_response_columns(),
        Column(
            name="names_the_body",
            cell=YesNo(),
            about="Whether it names the body that was asked.",
        ),
        Column(
            name="answers_this_recommendation",
            cell=YesNo(),
            about="Whether it answers this recommendation.",
        ),
        Column(
            name="gives_a_timetable",
            cell=YesNoBlank(),
            may_be_blank=True,
            about="Whether it gives a timetable; blank where that does not apply.",
        ),
        Column(
            name="gives_reasons",
            cell=YesNoBlank(),
            may_be_blank=True,
            about="Whether it gives reasons where it refuses; blank where it does not.",
        ),
        columns.NOTE,
        Column(name="checked_at", cell=Instant(), about="When it was checked."),
    ),
)

PROMISES = Table(
    name="promises",
    title="What responses promise",
    model=Promise,
    key=PROMISE_KEY,
    order=(*_response_order(), "due", "text"),
    of_inquiry="response__addressee__report__inquiry__slug",
    rows=Q(response__status="published"),
    rules=(_is_withdrawn_with_a_reason,),
    links=(TO_RESPONSE,),
    stamps={"recorded_at": "at"},
    by_officers=Q(recorded_by__isnull=False),
    is_optional=True,
    columns=(
        *_response_columns(),
        Column(
            name="promise",
            held="text",
            cell=Text(500),
            about="What is promised, in the register's own words.",
        ),
        Column(
            name="due",
            cell=Partial(),
            may_be_blank=True,
            about="By when; blank where no date is given.",
        ),
        Column(
            name="paragraphs",
            cell=Text(60),
            may_be_blank=True,
            about="Where in the paper.",
        ),
        *_withdrawn_columns(),
    ),
)

PROMISE_ASSESSMENTS = Table(
    name="promise_assessments",
    title="What somebody says has become of a promise",
    model=PromiseAssessment,
    key=(*PROMISE_KEY, "assessor", "assessed"),
    order=(
        *_response_order("promise__response"),
        "promise__text",
        "assessed",
        "assessor",
    ),
    of_inquiry="promise__response__addressee__report__inquiry__slug",
    rows=Q(promise__response__status="published"),
    rules=(_is_withdrawn_with_a_reason,),
    links=(TO_PROMISE,),
    stamps={"recorded_at": "at"},
    by_officers=Q(recorded_by__isnull=False),
    is_optional=True,
    columns=(
        *_response_columns("promise__response"),
        link_column("promise", "promise__text", "The promise.", cell=Text(500)),
        Column(name="outcome", cell=Choice(Outcome), about="What became of it."),
        Column(name="by", cell=Choice(Assessment.By), about="What sort of assessor."),
        Column(name="assessor", cell=Text(200), about="Who says so."),
        Column(name="assessed", cell=Partial(), about="When it was said."),
        Column(
            name="summary",
            cell=Text(500),
            may_be_blank=True,
            about="What was said, in the register's own words.",
        ),
        Column(name="source_url", cell=Url(), about="Where it was said."),
        *_withdrawn_columns(),
    ),
)
