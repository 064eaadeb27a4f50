"""What was published, corrected and withdrawn, newest first, read from the trail.

What one act did is one entry: a load of the register, however much it brought, or an
officer's act upon many responses. Who it was stays unsaid; drafts do not appear.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, Self
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber

from recommendations.models import Addressee, Institution, Report
from responses.history import FieldChange, RowChange, compared, versions_of
from responses.models import Response
from responses.told import KINDS, Kind, Scope
from responses.weeks import day_in_london

PER_PAGE = 25  # acts
SHOWN = 5  # of what one act did of one kind
# From UTC, as clocks are set anywhere; PostgreSQL does not read every offset.
_FURTHEST, _MINUTE = timedelta(hours=14), timedelta(minutes=1)
_WHO = {
    "": "an administrator, past the site",
    "load_register": "a register load",
    "raise_flags": "the daily job",
    "check_register": "a repair of the register",
}


class Place(NamedTuple):
    """Where an act stands in the list: its instant, and which one of that instant."""

    at: datetime
    act: UUID

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read what str() writes; raises ValueError."""
        at, _, act = text.partition("_")
        instant = datetime.fromisoformat(at)
        offset = instant.utcoffset()
        if offset is None or abs(offset) > _FURTHEST or offset % _MINUTE:
            raise ValueError(text)
        return cls(instant, UUID(act))

    def __str__(self) -> str:
        return f"{self.at.isoformat()}_{self.act}"


@dataclass(frozen=True)
class Item:
    """What became of one row. address: where it can be read, blank if nowhere now."""

    what: str
    about: str
    address: str
    fields: list[str]


@dataclass
class Entry:
    """What one act did. more: how many rows besides those of the items."""

    at: datetime
    who: str
    reasons: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    more: int = 0

    @property
    def day(self) -> date:
        return day_in_london(self.at)


def changes(
    scope: Scope, *, after: Place | None = None
) -> tuple[list[Entry], Place | None]:
    """Return a page of what was done in the scope, and where the next starts.

    after: the last place of the page before. However long the trail is, a page reads
    as much of it as it shows.
    """
    places = sorted(
        {place for kind in KINDS for place in _places(kind, scope, after)},
        reverse=True,
    )
    shown = places[:PER_PAGE]
    told: dict[Place, list[_Told]] = {place: [] for place in shown}
    for kind in KINDS:
        for version in _of_these(kind, scope, shown):
            told[version.place].append(version)
    rows = _described([version for each in told.values() for version in each])
    entries = [_entry(place, told[place], rows) for place in shown]
    is_last = len(places) <= PER_PAGE
    return [each for each in entries if each.items], None if is_last else shown[-1]


@dataclass(frozen=True)
class _Told:
    """A version that the public is told of. alike: how many its act has of its kind."""

    kind: Kind
    event: Any
    place: Place
    change: RowChange
    alike: int

    @property
    def about(self) -> tuple[str, int] | None:
        """Which row of which kind it is about."""
        for name in ("addressee", "institution", "report"):
            if (pk := getattr(self.event, f"{name}_id", None)) is not None:
                return name, pk
        return None


def _places(kind: Kind, scope: Scope, after: Place | None) -> Iterable[Place]:
    """Return the newest places at which something of the kind was done."""
    versions = kind.versions(scope).order_by("-pgh_created_at", "-act")
    if after is not None:
        earlier = Q(pgh_created_at=after.at, act__lt=after.act)
        versions = versions.filter(earlier | Q(pgh_created_at__lt=after.at))
    found = versions.values_list("pgh_created_at", "act").distinct()
    return [Place(*each) for each in found[: PER_PAGE + 1]]


def _of_these(kind: Kind, scope: Scope, places: list[Place]) -> Iterator[_Told]:
    """Return the first versions of the kind at each of the places."""
    alike = [F("pgh_created_at"), F("act"), F("pgh_label")]
    numbered = (
        kind.versions(scope)
        .filter(pgh_created_at__in={place.at for place in places})
        .annotate(
            number=Window(RowNumber(), partition_by=alike, order_by="pgh_id"),
            alike=Window(Count("pk"), partition_by=alike),
        )
        .filter(number__lte=SHOWN)
        .order_by("pgh_id")
    )
    found = {event.pgh_id: event for event in numbered}
    for version, change in compared(_with_those_before(kind, found), kind.words):
        event = found.get(version.pgh_id)
        if event is None:
            continue
        place = Place(event.pgh_created_at, event.act)
        if place in places:
            yield _Told(kind, version, place, change, event.alike)


def _with_those_before(kind: Kind, found: Collection[int]) -> QuerySet[Any]:
    """Return versions, and of each row the one before: not the rest of its history."""
    versions = versions_of(kind.model)
    earlier = versions.filter(
        pgh_obj=OuterRef("pgh_obj"), pgh_id__lt=OuterRef("pgh_id")
    ).order_by("-pgh_id")
    before = versions.filter(pgh_id__in=found).values_list(
        Subquery(earlier.values("pgh_id")[:1]), flat=True
    )
    return versions.filter(pgh_id__in={*found, *before} - {None})


def _described(told: list[_Told]) -> dict[Any, Any]:
    """Return what the versions are about, with all that names it."""
    rows: dict[str, Any] = {
        "addressee": Addressee.objects.select_related(
            "institution", "recommendation__report__inquiry"
        ),
        "institution": Institution.objects.all(),
        "report": Report.objects.select_related("inquiry"),
    }
    about = {each.about for each in told if each.about is not None}
    return {
        (name, row.pk): row
        for name, known in rows.items()
        for row in known.filter(pk__in=[pk for kind, pk in about if kind == name])
    }


def _entry(place: Place, told: list[_Told], rows: dict[Any, Any]) -> Entry:
    context = next((each.event.pgh_context for each in told), None) or {}
    by = context.get("by") or ""
    entry = Entry(at=place.at, who=_WHO.get(by, "an officer"))
    for each in told:
        entry.items.append(_item(each, rows))
        reason = (
            _after(each.change, "Reason for withdrawing")
            or _after(each.change, "Answer")
            or context.get("reason")
        )
        if reason and reason not in entry.reasons:
            entry.reasons.append(reason)
    alike = {(each.kind.model, each.event.pgh_label): each.alike for each in told}
    entry.more = sum(max(0, count - SHOWN) for count in alike.values())
    return entry


def _item(told: _Told, rows: dict[Any, Any]) -> Item:
    happened = _happened(told)
    what = f"{told.change.what} {happened}"
    fields = []
    if happened == "corrected":
        fields = [each.name.lower() for each in told.change.fields]
    about = rows.get(told.about)
    if about is None:
        gone = getattr(told.event, "title", "what is in the register no more")
        return Item(what, gone, "", fields)
    return Item(what, _named(about), about.get_absolute_url(), fields)


def _named(about: Any) -> str:
    if not isinstance(about, Addressee):
        return str(about)
    recommendation = about.recommendation
    return f"{about.institution}: {recommendation.title} ({recommendation.place})"


def _happened(told: _Told) -> str:
    if outcome := _after(told.change, "Outcome"):
        return f"answered: {outcome.lower()}"
    if told.event.pgh_label == "delete":
        return "removed"
    if _after(told.change, "Reason for withdrawing"):
        return "withdrawn"
    if _after(told.change, "Status") == Response.Status.PUBLISHED.label:
        return "published"
    return "recorded" if told.event.pgh_label == "insert" else "corrected"


def _after(change: RowChange, name: str) -> str:
    """Return what a field says since a change of it; blank where it did not change."""
    found: list[FieldChange] = [each for each in change.fields if each.name == name]
    return found[0].after if found else ""
