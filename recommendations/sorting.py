"""The orders that lists come in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Max, Min, OuterRef, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from recommendations.paging import Key
from recommendations.querysets import AddresseeQuerySet

_LAST_NUMBER = 32_767


@dataclass(frozen=True)
class Sort:
    """One order: by a column of the addressees, what has no value always last."""

    label: str
    column: str
    kind: Any
    last: Any
    is_descending: bool = False

    @property
    def keys(self) -> list[Key]:
        """The columns that with_sorting adds, and the primary key."""
        return [
            Key("sorted_by", self.kind, self.is_descending),
            Key("sorted_number", int),
            Key("pk", int),
        ]


SORTS = {
    "due": Sort("Due date, earliest first", "due_latest_as_at", date, date.max),
    "-due": Sort("Due date, latest first", "due_latest_as_at", date, date.min, True),
    "-days_late": Sort("Days late, most first", "days_late", int, -1, True),
    "days_late": Sort("Days late, fewest first", "days_late", int, 2**31 - 1),
    "-published": Sort(
        "Report, newest first", "published_latest", date, date.min, True
    ),
    "published": Sort("Report, oldest first", "published_latest", date, date.max),
    "institution": Sort("Institution, A to Z", "institution__name", str, "\uffff"),
    "relevance": Sort("Nearest to the words first", "relevance", float, -1.0, True),
}


def sorted_addressees(addressees: AddresseeQuerySet, sort: Sort) -> AddresseeQuerySet:
    """Add the columns that the sort's keys name."""
    return addressees.annotate(
        sorted_by=_last_if_null(F(sort.column), sort),
        sorted_number=Coalesce("recommendation__number", Value(_LAST_NUMBER)),
    )


def sorted_recommendations(
    recommendations: Any, addressees: AddresseeQuerySet, sort: Sort
) -> Any:
    """Add the same columns, each recommendation placed by its foremost addressee."""
    foremost = Max if sort.is_descending else Min
    best = (
        addressees.filter(recommendation=OuterRef("pk"))
        .order_by()
        .values("recommendation")
        .annotate(foremost=foremost(sort.column))
    )
    return recommendations.annotate(
        sorted_by=_last_if_null(Subquery(best.values("foremost")), sort),
        sorted_number=Coalesce("number", Value(_LAST_NUMBER)),
    )


def choices() -> Iterator[tuple[str, str]]:
    return ((name, sort.label) for name, sort in SORTS.items())


def _last_if_null(column: Combinable, sort: Sort) -> Coalesce:
    return Coalesce(column, Value(sort.last))
