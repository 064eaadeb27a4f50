"""What is unlikely about what somebody records, and has to be confirmed; as sentences.

Asked by the forms of the desk for one addressee, and by imports for thousands.
"""

from collections.abc import Iterator
from datetime import date

from recommendations.deadlines import Deadline, add_months
from recommendations.models import Addressee
from recommendations.partial_dates import (
    DayRange,
    PartialDate,
    day_in_words,
    range_in_words,
)
from responses.models import Document

# Further off than this, a date is likelier a slip than a promise.
FAR_MONTHS = 5 * 12


def doubts_of_response(
    addressee: Addressee, published: DayRange, *, on: date
) -> Iterator[str]:
    report_out = addressee.published_earliest
    if report_out is not None and published.latest < report_out:
        yield (
            "The response is dated before the report it answers was published, on "
            f"{day_in_words(report_out)}."
        )
    if published.earliest > on:
        yield "The response is dated in the future."


def doubts_of_extension(
    addressee: Addressee, *, due: PartialDate, granted: PartialDate, on: date
) -> Iterator[str]:
    """Needs the addressee's report at hand."""
    original, published = addressee.original_due, addressee.report.published
    if original is not None:
        said = f"the original one, {range_in_words(original)}."
        if due.latest < original.latest:
            yield f"The new due date is before {said}"
        if due.earliest > add_months(original.latest, FAR_MONTHS):
            yield (
                f"The new due date is more than {FAR_MONTHS // 12} years after {said}"
            )
    if granted.earliest > on:
        yield "The extension is granted in the future."
    if granted.latest < published.earliest:
        yield (
            "The extension is granted before the report came out, "
            f"{published.in_words}."
        )


def doubts_of_expected(
    addressee: Addressee, expected: PartialDate, *, on: date
) -> Iterator[str]:
    """Needs the addressee's report at hand."""
    published = addressee.report.published
    if expected.latest < published.earliest:
        yield f"That is before the report came out, {published.in_words}."
    if expected.earliest > add_months(on, FAR_MONTHS):
        yield f"That is more than {FAR_MONTHS // 12} years from now."


def doubts_of_deadline(addressee: Addressee, deadline: Deadline) -> Iterator[str]:
    """Needs the addressee's report at hand."""
    if deadline.day is None:
        return
    published = addressee.report.published
    out = f"the report came out, {published.in_words}."
    if deadline.day.latest < published.earliest:
        yield f"That is before {out}"
    if deadline.day.earliest > add_months(published.latest, FAR_MONTHS):
        yield f"That is more than {FAR_MONTHS // 12} years after {out}"


def doubts_of_promise(document: Document, due: PartialDate | None) -> Iterator[str]:
    if due is None:
        return
    published = document.published_days
    if due.latest < published.earliest:
        yield f"That is before the response came out, {range_in_words(published)}."
    if due.earliest > add_months(published.latest, 2 * FAR_MONTHS):
        yield (
            f"That is more than {2 * FAR_MONTHS // 12} years after the response came "
            "out."
        )


def doubts_of_assessment(
    document: Document, assessed: PartialDate, *, on: date
) -> Iterator[str]:
    """document: the one that made the promise."""
    published = document.published_days
    if assessed.earliest > on:
        yield "That is in the future."
    if assessed.latest < published.earliest:
        yield f"That is before the promise was made, {range_in_words(published)}."


def why_nothing_to_look_for(addressee: Addressee, *, on: date) -> str:
    """Say which response the record holds by a day; blank where it holds none."""
    if addressee.answered_latest is None or addressee.answered_latest > on:
        return ""
    return (
        f"A response published {addressee.answered.in_words} is recorded: there is "
        "nothing to look for."
    )
