"""The register as digests read it: a line for each response that somebody follows."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q

from recommendations.deadlines import Timeliness
from recommendations.models import Addressee, Lead, Recommendation
from recommendations.partial_dates import DayRange, PartialDate
from recommendations.working import Standing
from responses.models import Answerer


@dataclass(frozen=True)
class Line:
    """One addressee as at a day, and the bodies whose followers hear of it."""

    addressee: int
    institution: str
    group: str
    title: str
    url: str
    standing: Standing
    original_due: DayRange | None
    answered: PartialDate | None
    concerns: frozenset[int]

    @classmethod
    def of(cls, row: Any) -> Self:
        """Read an addressee that has been annotated by load_lines."""
        recommendation = row.recommendation
        report = recommendation.report
        bodies = {row.institution_id, row.passed_to_id, *row.led_by, *row.answered_by}
        return cls(
            addressee=row.pk,
            institution=row.institution.name,
            group=f"{report.inquiry.called}: {report.title}",
            title=_title(recommendation),
            url=f"{settings.SITE_URL}/recommendations/{recommendation.identifier}/",
            standing=row.standing,
            original_due=row.original_due,
            answered=row.answered if row.is_answered_as_at else None,
            concerns=frozenset(bodies - {None}),
        )

    @property
    def due(self) -> DayRange | None:
        return self.standing.due

    @property
    def is_extended(self) -> bool:
        return self.due != self.original_due

    @property
    def is_overdue(self) -> bool:
        """Whether it may be called so: past due, and somebody has looked."""
        return self.standing.state is Timeliness.OVERDUE and self.standing.is_confirmed

    @property
    def is_to_check(self) -> bool:
        return self.standing.state.is_past_due and not self.is_overdue

    @property
    def is_due_soon(self) -> bool:
        return self.standing.state is Timeliness.DUE_SOON


def load_lines(*, on: date, also: Collection[int] = ()) -> list[Line]:
    """Return what is outstanding on a day, and the addressees named, in one query."""
    leads = Lead.objects.filter(addressee=OuterRef("pk")).values("institution")
    answerers = Answerer.objects.filter(
        response__addressee=OuterRef("pk"), response__status="published"
    ).values("institution")
    outstanding = [str(state) for state in Timeliness if state.is_outstanding]
    rows = (
        Addressee.objects.in_register(on=on)
        .with_timeliness(on=on)
        .filter(Q(state__in=outstanding) | Q(pk__in=list(also)))
        .annotate(led_by=ArraySubquery(leads), answered_by=ArraySubquery(answerers))
        .select_related("institution", "recommendation__report__inquiry")
        .order_by("pk")
    )
    return [Line.of(row) for row in rows]


def concerning(lines: Iterable[Line], bodies: Collection[int]) -> list[Line]:
    """Keep the lines of the bodies: AddresseeQuerySet.concerning, already read."""
    wanted = frozenset(bodies)
    return [line for line in lines if not wanted.isdisjoint(line.concerns)]


def _title(recommendation: Recommendation) -> str:
    """Return its number, where it has one, and its title."""
    if recommendation.number is None:
        return recommendation.title
    return f"{recommendation.numbered}, {recommendation.title}"
