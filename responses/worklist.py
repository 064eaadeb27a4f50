"""What an officer has to look at, by what is to be done about it."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, prefetch_related_objects

from recommendations.models import Addressee
from recommendations.paging import following
from recommendations.sorting import SORTS, sorted_addressees
from responses.models import Officer
from responses.permissions import addressees_of
from responses.questions import WorkQuestion
from responses.services.assignments import assignees

SHOWN = 25  # lines of each section on the first page
PAGE_LENGTH = 100  # lines of one section by itself
_ORDER = SORTS["due"]


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
class Line:
    """One addressee in a list of work, with_timeliness.

    assignee: who looks after it, if anybody. is_theirs: whether the officer may
    record about it.
    """

    addressee: Any
    assignee: Officer | None
    is_theirs: bool

    @property
    def due_in_days(self) -> str:
        """How far off the due day is, or how long past; blank where it is not known."""
        due, on = self.addressee.due_as_at, self.addressee.as_at
        if due is None:
            return ""
        if on > due.latest:
            return f"{_days((on - due.latest).days)} ago"
        if on > due.earliest:
            return ""
        return f"in {_days((due.earliest - on).days)}" if on < due.earliest else "today"


@dataclass(frozen=True)
class Section:
    """The work of one kind: all of it counted, some of it listed."""

    kind: Kind
    count: int
    lines: list[Line]

    @property
    def more(self) -> int:
        return self.count - len(self.lines)


def kind_named(name: str) -> Kind | None:
    return next((kind for kind in KINDS if kind.name == name), None)


def work_of(question: WorkQuestion) -> list[Section]:
    """Return every section with its first lines, in a fixed number of queries."""
    counts = question.filter.qs.order_by().aggregate(
        **{kind.name: Count("pk", filter=kind.condition) for kind in KINDS}
    )
    rows = {kind.name: list(_rows(question, kind)[:SHOWN]) for kind in KINDS}
    listed = [each for section in rows.values() for each in section]
    lines = {line.addressee.pk: line for line in lines_of(question.officer, listed)}
    return [
        Section(kind, counts[kind.name], [lines[each.pk] for each in rows[kind.name]])
        for kind in KINDS
    ]


def section_of(question: WorkQuestion, page: str) -> tuple[Section, Page[Any]] | None:
    """Return the section asked for, page by page, or None if there is none such.

    page: as an address has it; an odd one is read as the first or last.
    """
    kind = kind_named(question.section)
    if kind is None:
        return None
    found = Paginator(_rows(question, kind), PAGE_LENGTH).get_page(page)
    lines = lines_of(question.officer, list(found.object_list))
    return Section(kind, found.paginator.count, lines), found


def lines_of(officer: Officer, addressees: list[Any]) -> list[Line]:
    """Return the addressees as lines, in their order."""
    prefetch_related_objects(addressees, "ordered_leads__institution")
    shown = [each.pk for each in addressees]
    theirs = addressees_of(officer).filter(pk__in=shown)
    own = set(theirs.order_by().values_list("pk", flat=True))
    looked_after = assignees(addressees)
    return [
        Line(each, looked_after.get(each.pk), each.pk in own) for each in addressees
    ]


def next_of(question: WorkQuestion, addressee: Addressee) -> tuple[Any, int]:
    """Return what comes after an addressee in the section asked for, and what is left.

    The last is followed by the first; one that has left the section, by what came
    after it there. None where nothing else is in it.
    """
    kind = kind_named(question.section)
    if kind is None:
        return None, 0
    others = _rows(question, kind).exclude(pk=addressee.pk)
    everywhere = Addressee.objects.with_timeliness(on=question.on)
    here = sorted_addressees(everywhere, _ORDER).get(pk=addressee.pk)
    after = following(others, _ORDER.keys, here).first() or others.first()
    return after, others.count()


def _rows(question: WorkQuestion, kind: Kind) -> Any:
    """Return a section's rows, the longest due first."""
    rows = sorted_addressees(question.filter.qs.filter(kind.condition), _ORDER)
    related = ("institution", "recommendation__report__inquiry")
    unread = ("institution__search", "recommendation__search")
    in_order = rows.order_by(*(key.ordering for key in _ORDER.keys))
    return in_order.select_related(*related).defer(*unread)


def _days(count: int) -> str:
    return f"{count:,} day{'' if count == 1 else 's'}"
