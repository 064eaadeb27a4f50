"""What must hold of a row and the addressee that it is about, for each kind of sheet.

A rule yields the column, what is wrong or unlikely, and whether it can be confirmed.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from recommendations.models import Addressee
from recommendations.register.reading import Row
from responses.doubts import (
    doubts_of_expected,
    doubts_of_extension,
    doubts_of_response,
    why_nothing_to_look_for,
)
from responses.models import Response, SheetImport
from responses.sheets.papers import Papers

Found = Iterator[tuple[str, str, bool]]
Rule = Callable[[Row, Addressee, "Known"], Found]


@dataclass
class Known:
    """What the rules go by. others: papers and addressees with no published response.

    They have a draft, or one that was withdrawn.
    """

    on: date
    papers: Papers | None = None
    others: dict[tuple[int, int], str] = field(default_factory=dict)

    def look_up(self, addressees: list[int]) -> None:
        found = Response._base_manager.filter(addressee__in=addressees)
        unpublished = found.exclude(status=Response.Status.PUBLISHED)
        # Of a draft beside a withdrawn one the draft is what stands in the way.
        self.others = {
            (document, addressee): status
            for document, addressee, status in unpublished.order_by(
                "-status"
            ).values_list("document", "addressee", "status")
        }


def of_response(row: Row, addressee: Addressee, known: Known) -> Found:
    if row.pk is not None:
        return
    paper: Any = known.papers and known.papers.of[row.line]
    for why in doubts_of_response(addressee, paper.published.days, on=known.on):
        yield "document_published", why, True
    match known.others.get((paper.pk, addressee.pk)):
        case Response.Status.DRAFT:
            yield (
                "document_slug",
                "an officer has drafted this very response: publish or delete the "
                "draft first.",
                False,
            )
        case Response.Status.WITHDRAWN:
            yield (
                "document_slug",
                "This response was recorded before and withdrawn. It would be recorded "
                "again.",
                True,
            )


def of_check(row: Row, addressee: Addressee, known: Known) -> Found:
    if row.pk is not None:
        return
    checked_on = row.values["checked_on"]
    if why := why_nothing_to_look_for(addressee, on=checked_on):
        yield "checked_on", why, False
    published = addressee.report.published
    if checked_on < published.earliest:
        yield (
            "checked_on",
            f"That is before the report came out, {published.in_words}.",
            True,
        )


def of_extension(row: Row, addressee: Addressee, known: Known) -> Found:
    if row.pk is not None:
        return
    due, granted = row.values["due"], row.values["granted"]
    for why in doubts_of_extension(addressee, due=due, granted=granted, on=known.on):
        yield "due", why, True


def of_expected(row: Row, addressee: Addressee, known: Known) -> Found:
    expected, said_at = row.values["expected"], row.values["expected_source_url"]
    if expected and not said_at:
        yield (
            "expected_source_url",
            "is blank: give the web address at which the body said so.",
            False,
        )
    if said_at and not expected:
        yield (
            "expected_source_url",
            "is given, but no date is expected: give the date or delete this.",
            False,
        )
    if expected and expected != addressee.expected:
        for why in doubts_of_expected(addressee, expected, on=known.on):
            yield "expected", why, True


RULES: dict[str, Rule] = {
    SheetImport.Kind.RESPONSES: of_response,
    SheetImport.Kind.CHECKS: of_check,
    SheetImport.Kind.EXTENSIONS: of_extension,
    SheetImport.Kind.EXPECTED: of_expected,
}
