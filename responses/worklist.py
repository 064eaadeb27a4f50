"""What an officer has to look at, by what is to be done about it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from recommendations.models import Addressee
from recommendations.querysets import AddresseeQuerySet
from responses.models import Officer
from responses.permissions import addressees_of

SHOWN = 25  # lines of each section on the first page
PAGE_LENGTH = 100  # lines of one section by itself


@dataclass(frozen=True)
class Kind:
    """A reason to look at an addressee."""

    name: str
    title: str
    means: str
    condition: Q


KINDS = [
    Kind(
        "to_check",
        "To check",
        "Past the due date, and nobody has looked for a response since.",
        Q(verification="unverified"),
    ),
    Kind(
        "overdue",
        "Overdue",
        "Past the due date, and a look since found nothing published.",
        Q(verification="confirmed"),
    ),
    Kind(
        "due_soon",
        "Due soon",
        "Due within the next 28 days, today included.",
        Q(state="due_soon"),
    ),
    Kind(
        "no_deadline",
        "No deadline",
        "A response is asked for, but no date is set: never overdue.",
        Q(state="no_deadline"),
    ),
]


@dataclass(frozen=True)
class Section:
    """The work of one kind: all of it counted, some of it listed."""

    kind: Kind
    count: int
    rows: Any

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


def work_of(officer: Officer, *, on: date, is_everyones: bool = False) -> list[Section]:
    """Return every section, the first lines of each, as at a day.

    is_everyones: what others are responsible for as well.
    """
    rows = _work(officer, on=on, is_everyones=is_everyones)
    counts = rows.aggregate(
        **{kind.name: Count("pk", filter=kind.condition) for kind in KINDS}
    )
    return [
        Section(kind, counts[kind.name], list(_lines(rows, kind)[:SHOWN]))
        for kind in KINDS
    ]


def section_of(
    officer: Officer, name: str, *, on: date, page: str, is_everyones: bool = False
) -> tuple[Kind, Page[Any]] | None:
    """Return one section page by page, or None if there is none of that name.

    page: as an address has it; an odd one is read as the first or last.
    """
    kind = next((kind for kind in KINDS if kind.name == name), None)
    if kind is None:
        return None
    rows = _work(officer, on=on, is_everyones=is_everyones)
    return kind, Paginator(_lines(rows, kind), PAGE_LENGTH).get_page(page)


def _work(officer: Officer, *, on: date, is_everyones: bool) -> AddresseeQuerySet:
    chosen = Addressee.objects.all() if is_everyones else addressees_of(officer)
    return chosen.in_register(on=on).with_timeliness(on=on)


def _lines(rows: AddresseeQuerySet, kind: Kind) -> AddresseeQuerySet:
    """Return a section's rows, the longest due first."""
    in_order = ("due_latest_as_at", "report", "recommendation__number", "pk")
    return rows.filter(kind.condition).for_list().order_by(*in_order)
